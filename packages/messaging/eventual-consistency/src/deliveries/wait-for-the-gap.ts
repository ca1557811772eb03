// Applies the events of a post strictly by version, and lets one wait until those before it are
// there. Right for every kind of event. Costs a lock for each post, and one event that never comes
// stops the post on this replica.
import { inTransaction } from '@lab/servers/in-transaction'
import { changePost } from './as-it-comes.ts'
import { readCount } from './read-model.ts'
import type { ReadModel } from './read-model.ts'

export const waitForTheGap: ReadModel = {
  apply: (pool, event) =>
    inTransaction(pool, async (client) => {
      const { post } = event
      const { rows } = await client.query(
        'select version from applied where post_id = $1 for update',
        [post],
      )
      if (rows.length === 0) {
        throw new RangeError(`Cannot apply event: post must be in this replica, received ${post}`)
      }
      await client.query(
        `insert into waiting (post_id, version, event) values ($1, $2, $3)
         on conflict (post_id, version) do nothing`,
        [post, event.version, JSON.stringify(event)],
      )
      for (let next = rows[0].version + 1; ; next++) {
        const found = await client.query(
          'select event from waiting where post_id = $1 and version = $2',
          [post, next],
        )
        if (found.rows.length === 0) return
        await changePost(client, found.rows[0].event)
        await client.query('update applied set version = $2 where post_id = $1', [post, next])
      }
    }),
  read: readCount,
}
