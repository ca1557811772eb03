import { conduct, watch } from '@lab/conductor'
import { postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commitApart } from './commit-apart.ts'

let db: Awaited<ReturnType<typeof postgres>>
let plain: Pool
let pool: Pool

beforeAll(async () => {
  db = await postgres({ schema: 'create table jobs (id int primary key, taken_by text)' })
  plain = db.pool()
  pool = watch(db.pool())
})
afterAll(() => db[Symbol.asyncDispose]())

/** Two workers take a job with one statement, which looks for it and marks it. */
function race(on: Pool) {
  const take = async (worker: string): Promise<unknown> => {
    const { rows } = await on.query(
      `update jobs set taken_by = $1
       where id = (select id from jobs where taken_by is null order by id limit 1) returning id`,
      [worker],
    )
    return rows[0].id
  }
  return conduct({
    setup: () => plain.query('delete from jobs; insert into jobs values (1), (2)'),
    actors: { alice: () => take('alice'), bob: () => take('bob') },
    invariant: async (endings) =>
      endings['alice'] === endings['bob'] ? 'one job was taken twice' : undefined,
  })
}

describe('commitApart', () => {
  it('shows what comes between a statement and its commit', async () => {
    expect(await race(pool).explore()).toMatchObject({ schedules: 2, violations: 0 })
    expect(await race(commitApart(pool)).explore()).toMatchObject({
      exhaustive: true,
      shortest: { schedule: 'alice×2 bob×2 alice bob', reason: 'one job was taken twice' },
    })
  })

  it('ends its transaction when the statement fails, and gives the connection back', async () => {
    const apart = commitApart(plain)
    await expect(apart.query('select 1 / 0')).rejects.toMatchObject({ code: '22012' })
    expect(apart.idleCount).toBe(apart.totalCount)
    const client = await apart.connect()
    expect(client.getTransactionStatus()).toBe('I')
    client.release()
  })
})
