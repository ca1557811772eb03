// Adds one to what is there. The second user waits for the row, and then adds to the new number.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Like } from './counts-each-like.ts'

export const atomicUpdate: Like = (pool, user) =>
  inTransaction(pool, async (client): Promise<'liked'> => {
    await client.query('insert into likes values (1, $1)', [user])
    // BLOCKS: until the other like is committed.
    await client.query('update posts set likes = likes + 1 where id = 1')
    return 'liked'
  })
