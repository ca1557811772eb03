import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeTestOrder } from '../src/place-test-order.fixture.ts'
import { countLeftOver } from './count-left-over.ts'

let db: Postgres
let pool: ReturnType<Postgres['pool']>
beforeAll(async () => {
  db = await postgres({ schema: new URL('../schema.sql', import.meta.url) })
  pool = db.pool()
})
afterAll(() => db[Symbol.asyncDispose]())
beforeEach(async () => void (await pool.query('truncate orders, outbox cascade')))

const end = (status: string) =>
  pool.query(
    `with ended as (delete from sagas returning order_id)
     update orders set status = $1 from ended where id = order_id`,
    [status],
  )

describe('countLeftOver', () => {
  it('counts no order that is under way', async () => {
    await placeTestOrder(pool)
    expect(await countLeftOver(pool, 0)).toBe(0)
  })

  it.each(['complete', 'cancelled'])('counts a %s order until it is compared', async (status) => {
    await placeTestOrder(pool)
    await end(status)
    expect(await countLeftOver(pool, 0)).toBe(1)
    await pool.query('update orders set reconciled_at = now()')
    expect(await countLeftOver(pool, 0)).toBe(0)
  })

  it('counts the saga of an order that has ended', async () => {
    await placeTestOrder(pool)
    await pool.query(`update orders set status = 'complete', reconciled_at = now()`)
    expect(await countLeftOver(pool, 0)).toBe(1)
  })

  it('counts news that is not sent, when it is old enough', async () => {
    await pool.query(
      `insert into outbox (topic, key, value, created_at)
       values ('events', '', '', now() - interval '10 seconds')`,
    )
    expect([await countLeftOver(pool, 5), await countLeftOver(pool, 15)]).toEqual([1, 0])
  })
})
