import type { AppServer, Nodes } from '@lab/replication'

export function startServer({ primary, standby }: Nodes): AppServer {
  const read = 'select text from notes where id = $1'
  return {
    async save(user, text) {
      await primary.query('update notes set text = $2 where id = $1', [user.note, text])
      // A statement of its own, so that the record of the commit lies before this position.
      const { rows } = await primary.query('select pg_current_wal_insert_lsn() as position')
      user.position = rows[0].position
    },
    async load({ note, position }) {
      try {
        const { rows } = await standby.query(
          'select $1::pg_lsn is null or pg_last_wal_replay_lsn() >= $1::pg_lsn as replayed',
          [position],
        )
        if (rows[0].replayed) return (await standby.query(read, [note])).rows[0]?.text
      } catch {
        // The standby has gone, and the primary answers.
      }
      return (await primary.query(read, [note])).rows[0]?.text
    },
  }
}
