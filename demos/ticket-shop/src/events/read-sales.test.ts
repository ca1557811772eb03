import { answerOf, conduct, watch } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concert } from '../http/client.fixture.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { usualWays } from '../usual-ways.ts'
import { createEvent } from './create-event.ts'
import { readSales } from './read-sales.ts'

let shop: TestShop
let pool: TestShop['pool']
beforeAll(async () => {
  shop = await openTestShop()
  pool = watch(shop.db.pool())
  await shop.pool.query(
    `insert into accounts (email, password_hash, role) values
     ('olga@example.com', '', 'organiser'), ('bob@example.com', '', 'buyer')`,
  )
  await createEvent(shop.pool, '1', concert())
})
afterAll(() => shop[Symbol.asyncDispose]())

const order = '00000000-0000-4000-8000-000000000001'

/** Holds two of six seats. */
const hold = () =>
  shop.pool.query(
    `update seats set order_id = null;
     delete from orders;
     insert into orders (id, buyer_id, event_id, quantity, amount_cents, card, held_until)
     values ('${order}', 2, 1, 2, 8000, '4242', now());
     update seats set order_id = '${order}' where id <= 2`,
  )

type Sales = NonNullable<Awaited<ReturnType<typeof readSales>>>

const readWhileItIsPaid = (salesLevel = usualWays.salesLevel) =>
  conduct({
    setup: hold,
    actors: {
      organiser: () => readSales({ pool, ways: { ...usualWays, salesLevel } }, '1', '1'),
      saga: () =>
        inTransaction(pool, async (client) => {
          await client.query(`update orders set status = 'complete' where id = '${order}'`)
        }),
    },
    invariant: async ({ organiser }) => {
      const { seats, revenueCents } = answerOf(organiser) as Sales
      return seats.sold * 4_000 === revenueCents
        ? undefined
        : `${seats.sold} seats sold for ${revenueCents}`
    },
  })

describe('readSales', () => {
  it('counts what is sold, held and free, and the money of what is sold', async () => {
    await hold()
    const sales = () => readSales(shop, '1', '1')
    expect(await sales()).toEqual({ seats: { sold: 0, held: 2, free: 4 }, revenueCents: 0 })
    await shop.pool.query(`update orders set status = 'complete'`)
    expect(await sales()).toEqual({ seats: { sold: 2, held: 0, free: 4 }, revenueCents: 8_000 })
  })

  it("tells nothing of another organiser's event, and of none", async () => {
    expect(await readSales(shop, '2', '1')).toBeUndefined()
    expect(await readSales(shop, '1', '99')).toBeUndefined()
  })

  it('tells seats and money of one moment, in every order', async () => {
    expect(await readWhileItIsPaid().holds()).toMatchObject({ exhaustive: true, schedules: 84 })
  })

  it('tells money of later than the seats without isolation levels', async () => {
    expect(await readWhileItIsPaid('read committed').explore()).toMatchObject({
      exhaustive: true,
      schedules: 84,
      violations: 15,
      shortest: {
        schedule: 'organiser×4 saga×3 organiser×2',
        reason: '0 seats sold for 8000',
      },
    })
  })
})
