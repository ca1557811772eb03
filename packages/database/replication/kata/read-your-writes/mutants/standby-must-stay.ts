// Fails: reads from the primary when the standby is gone
// It may go between the question and the read.
import type { AppServer, Nodes } from '@lab/replication'

export function startServer({ primary, standby }: Nodes): AppServer {
  const read = 'select text from notes where id = $1'
  return {
    async save(user, text) {
      await primary.query('update notes set text = $2 where id = $1', [user.note, text])
      const { rows } = await primary.query('select pg_current_wal_insert_lsn() as position')
      user.position = rows[0].position
    },
    async load({ note, position }) {
      const node = await standby
        .query('select $1::pg_lsn is null or pg_last_wal_replay_lsn() >= $1::pg_lsn as replayed', [
          position,
        ])
        .then(
          ({ rows }) => (rows[0].replayed ? standby : primary),
          () => primary,
        )
      const { rows } = await node.query(read, [note])
      return rows[0]?.text
    },
  }
}
