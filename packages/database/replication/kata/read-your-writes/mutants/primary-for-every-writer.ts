// Fails: reads from the standby where it has replayed what this user has saved
// A user who has saved once never reads from the standby again.
import type { AppServer, Nodes } from '@lab/replication'

export function startServer({ primary, standby }: Nodes): AppServer {
  return {
    async save(user, text) {
      await primary.query('update notes set text = $2 where id = $1', [user.note, text])
      const { rows } = await primary.query('select pg_current_wal_insert_lsn() as position')
      user.position = rows[0].position
    },
    async load({ note, position }) {
      const node = position === undefined ? standby : primary
      const read = 'select text from notes where id = $1'
      const { rows } = await node.query(read, [note]).catch(() => primary.query(read, [note]))
      return rows[0]?.text
    },
  }
}
