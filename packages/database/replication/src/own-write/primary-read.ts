// Reads from the primary what must be fresh.
// Costs the primary every such read: the standby is there for a failover, and for reports.
import type { Nodes } from '../nodes.ts'
import type { AppServer } from './reads-its-own-write.ts'

export function primaryRead({ primary }: Nodes): AppServer {
  return {
    async save({ note }, text) {
      await primary.query('update notes set text = $2 where id = $1', [note, text])
    },
    async load({ note }) {
      const { rows } = await primary.query('select text from notes where id = $1', [note])
      return rows[0].text
    },
  }
}
