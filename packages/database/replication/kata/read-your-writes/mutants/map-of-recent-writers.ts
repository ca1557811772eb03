// Fails: reads what the user has saved, wherever the standby replays it
// Another process does not know who wrote.
import type { AppServer, Nodes } from '@lab/replication'

const recentMs = 5_000

export function startServer({ primary, standby }: Nodes): AppServer {
  const wroteAt = new Map<number, number>()
  const read = 'select text from notes where id = $1'
  return {
    async save({ note }, text) {
      await primary.query('update notes set text = $2 where id = $1', [note, text])
      wroteAt.set(note, Date.now())
    },
    async load({ note, position = '0/0' }) {
      const isRecent = Date.now() - (wroteAt.get(note) ?? 0) < recentMs
      try {
        const ask = 'select pg_last_wal_replay_lsn() >= $1 as replayed'
        const { replayed } = (await standby.query(ask, [position])).rows[0]
        if (replayed && !isRecent) return (await standby.query(read, [note])).rows[0]?.text
      } catch {}
      return (await primary.query(read, [note])).rows[0]?.text
    },
  }
}
