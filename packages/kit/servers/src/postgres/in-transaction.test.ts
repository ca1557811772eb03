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

  it('gives a connection up whose answer is late: nothing is asked behind it', async () => {
    await using database = await postgres()
    const pool = database.pool({ max: 1 })
    const work = inTransaction(pool, (client) => {
      client.on('error', () => {})
      // A rollback would have its answer after the sleep, and the connection would go back.
      const late = { text: 'select pg_sleep(0.5)', query_timeout: 50 }
      return client.query(late)
    })
    await expect(work).rejects.toThrow('Query read timeout')
    expect(pool.totalCount).toBe(0)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  it('does not say that it has committed when an error of a statement was caught', async () => {
    await using database = await postgres()
    const pool = database.pool({ max: 1 })
    await pool.query('create table notes (text text)')
    const work = inTransaction(pool, async (client) => {
      await client.query("insert into notes values ('kept?')")
      await client.query('select 1 / 0').catch(() => {})
      return 'done'
    })
    await expect(work).rejects.toThrow(
      'Cannot commit: a statement of this transaction has failed, and its error was caught',
    )
    expect((await pool.query('select text from notes')).rows).toEqual([])
  })
})
