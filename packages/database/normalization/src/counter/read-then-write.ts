// Reads the counter and writes the next number. Two users read the same one, and a like is lost.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Like } from './counts-each-like.ts'

export const readThenWrite: Like = (pool, user) =>
  inTransaction(pool, async (client): Promise<'liked'> => {
    await client.query('insert into likes values (1, $1)', [user])
    const { rows } = await client.query('select likes from posts where id = 1')
    // RACE: another user reads the same number here.
    await client.query('update posts set likes = $1 where id = 1', [rows[0].likes + 1])
    return 'liked'
  })
