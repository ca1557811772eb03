// Stores which events it has applied, in the same transaction, and skips what comes again.
// Counts are right then, in any order. BREAKS: an old title that comes late is a new event, too.
import { inTransaction } from '@lab/servers/in-transaction'
import { changePost } from './as-it-comes.ts'
import { readCount } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const seenEvents: ReadModel = {
  apply: (pool, event) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        'insert into seen (post_id, version) values ($1, $2) on conflict do nothing',
        [event.post, event.version],
      )
      if (rowCount === 1) await changePost(client, event)
    }),
  read: readCount,
}
