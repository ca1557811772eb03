import { describe, expect, it } from 'vitest'
import { inTransaction } from './in-transaction.ts'
import { postgres } from './postgres.ts'

describe('inTransaction', () => {
  it('tells why the work failed, also when the connection was lost and cannot roll back', async () => {
    await using database = await postgres()
    const pool = database.pool({ max: 1 })
    const work = inTransaction(pool, async (client) => {
      client.on('error', () => {})
      await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
      throw new Error('the first error')
    })
    await expect(work).rejects.toThrow('the first error')
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})
