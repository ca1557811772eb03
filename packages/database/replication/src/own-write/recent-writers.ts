// Remembers in the process who wrote in the last five seconds, and reads for them from the primary.
// Breaks: another process does not know of the write, and the standby may be later than that.
import type { Nodes } from '../nodes.ts'
import type { AppServer, Clock } from './reads-its-own-write.ts'

const recentMs = 5_000

export function recentWriters({ primary, standby }: Nodes, clock: Clock): AppServer {
  const wroteAt = new Map<number, number>()
  return {
    async save({ note }, text) {
      await primary.query('update notes set text = $2 where id = $1', [note, text])
      wroteAt.set(note, clock.now())
    },
    async load({ note }) {
      const isRecent = clock.now() - (wroteAt.get(note) ?? -Infinity) < recentMs
      const node = isRecent ? primary : standby
      const { rows } = await node.query('select text from notes where id = $1', [note])
      return rows[0].text
    },
  }
}
