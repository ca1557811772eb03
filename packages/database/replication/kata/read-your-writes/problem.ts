import type { AppServer, Nodes } from '@lab/replication'

export function startServer({ primary, standby }: Nodes): AppServer {
  return {
    async save({ note }, text) {
      await primary.query('update notes set text = $2 where id = $1', [note, text])
    },
    async load({ note }) {
      const { rows } = await standby.query('select text from notes where id = $1', [note])
      return rows[0]?.text
    },
  }
}
