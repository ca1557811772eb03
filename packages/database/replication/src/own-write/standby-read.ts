// Writes to the primary and reads from the standby, which is there to take the reads.
// Breaks: the standby replays a commit after the primary has acknowledged it.
import type { Nodes } from '../nodes.ts'
import type { AppServer } from './reads-its-own-write.ts'

export function standbyRead({ primary, standby }: Nodes): AppServer {
  return {
    async save({ note }, text) {
      await primary.query('update notes set text = $2 where id = $1', [note, text])
      // RACE: until the standby has replayed this commit, it answers with the old text.
    },
    async load({ note }) {
      const { rows } = await standby.query('select text from notes where id = $1', [note])
      return rows[0].text
    },
  }
}
