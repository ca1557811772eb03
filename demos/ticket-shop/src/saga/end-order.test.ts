import { conduct, watch } from '@lab/conductor'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { endOrder } from './end-order.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

async function endOf(id: string) {
  const { rows } = await shop.pool.query(
    `select status, parked_because as because,
       exists (select from sagas where order_id = orders.id) as "goesOn",
       (select status from mails where order_id = orders.id) as mail,
       (select count(*)::int from seats where order_id = orders.id) as seats
     from orders where id = $1`,
    [id],
  )
  return rows[0]
}

const complete = { status: 'complete', because: null, goesOn: false, mail: 'due', seats: 1 }
const cancelled = { status: 'cancelled', because: null, goesOn: false, mail: null, seats: 0 }

it('gives a complete order its mail, frees the seats of one that is undone, and keeps those of one that is parked', async () => {
  const ids = await Promise.all([1, 2, 3].map(() => placeTestOrder(shop.pool)))
  await endOrder(shop.pool, ids[0]!, 'complete')
  await endOrder(shop.pool, ids[1]!, 'compensated')
  await endOrder(shop.pool, ids[2]!, 'parked', 'an answer that was not planned for')
  expect(await Promise.all(ids.map(endOf))).toEqual([
    complete,
    cancelled,
    { ...complete, status: 'parked', because: 'an answer that was not planned for', mail: null },
  ])
})

it('lets an order end once, in every order of two orchestrators', async () => {
  const pool = watch(shop.db.pool())
  let id: string
  const race = conduct({
    setup: async () => void (id = await placeTestOrder(shop.pool)),
    actors: {
      one: () => endOrder(pool, id, 'complete'),
      other: () => endOrder(pool, id, 'compensated'),
    },
    invariant: async () => {
      const end = JSON.stringify(await endOf(id))
      return [complete, cancelled].some((one) => JSON.stringify(one) === end) ? undefined : end
    },
  })
  expect(await race.holds()).toMatchObject({ exhaustive: true })
})
