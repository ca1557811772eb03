// Applies an event when its version is above the post's last one.
// BREAKS: an event that says a change, such as one like less, is dropped for ever when it comes late.
import { inTransaction } from '@lab/servers/in-transaction'
import { changePost } from './as-it-comes.ts'
import { readCount } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const versionPerPost: ReadModel = {
  apply: (pool, event) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        'update applied set version = $2 where post_id = $1 and version < $2',
        [event.post, event.version],
      )
      if (rowCount === 1) await changePost(client, event)
    }),
  read: readCount,
}
