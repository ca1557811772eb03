// Counts the rows anew with each like, so that mistakes mend themselves. The subquery sees what was
// committed when the statement began, also after it has waited for the row.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Like } from './counts-each-like.ts'

export const recount: Like = (pool, user) =>
  inTransaction(pool, async (client): Promise<'liked'> => {
    await client.query('insert into likes values (1, $1)', [user])
    // RACE: the other like is not committed yet, so it is not counted.
    await client.query(
      `update posts set likes = (select count(*) from likes where post_id = 1) where id = 1`,
    )
    return 'liked'
  })
