// Fails: compares positions of the log as PostgreSQL does
// As texts 0/3000000 comes after 0/10000000.
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
      try {
        const { rows } = await standby.query('select pg_last_wal_replay_lsn() as position')
        if (position === undefined || rows[0].position >= position)
          return (await standby.query(read, [note])).rows[0]?.text
      } catch {
        // The standby has gone, and the primary answers.
      }
      return (await primary.query(read, [note])).rows[0]?.text
    },
  }
}
