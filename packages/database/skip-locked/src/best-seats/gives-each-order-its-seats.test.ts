import { inTransaction } from '@lab/servers/in-transaction'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { givesEachOrderItsSeats } from './gives-each-order-its-seats.ts'
import type { HoldSeats } from './gives-each-order-its-seats.ts'
import { limitThenLock } from './limit-then-lock.ts'
import { lockBestSeats } from './lock-best-seats.ts'
import { readThenHold } from './read-then-hold.ts'
import { skipLockedSeats } from './skip-locked-seats.ts'

const two = ['alice', 'bob']
const three = ['alice', 'bob', 'carol']

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenHold', () => {
  it('gives two buyers the same seats in 40 of 50 orders', async () => {
    expect(await givesEachOrderItsSeats(db, readThenHold, two).explore()).toMatchObject({
      schedules: 50,
      violations: 40,
      waits: 20,
      exhaustive: true,
      shortest: {
        schedule: 'alice×2 bob×4 alice×2',
        reason: 'bob was given seats 1, 2, and holds none',
      },
    })
  })

  it('gives two of three buyers the same seats in 15 360 of 15 630 orders', async () => {
    expect(await givesEachOrderItsSeats(db, readThenHold, three).explore()).toMatchObject({
      schedules: 15_630,
      violations: 15_360,
      exhaustive: true,
    })
  })
})

describe('limitThenLock', () => {
  it('says sold out after the wait in 14 of 24 orders, with two free seats', async () => {
    const found = await givesEachOrderItsSeats(db, limitThenLock, two).explore()
    expect(found).toMatchObject({
      schedules: 24,
      violations: 14,
      waits: 14,
      exhaustive: true,
      shortest: {
        schedule: 'alice×3 bob×2 alice bob',
        reason: 'bob was told "sold out", and 2 seats are free',
      },
    })
    const reasons = found.outcomes.map(({ violation }) => violation?.replace(/^\w+ /, ''))
    expect(new Set(reasons)).toEqual(
      new Set([undefined, 'was told "sold out", and 2 seats are free']),
    )
  })

  it('says so to one or two of three buyers in 2 010 of 2 280 orders', async () => {
    expect(await givesEachOrderItsSeats(db, limitThenLock, three).explore()).toMatchObject({
      schedules: 2_280,
      violations: 2_010,
      exhaustive: true,
    })
  })
})

describe('one update of the seats that a subquery chooses', () => {
  const updateChosenSeats: HoldSeats = async (client, { eventId, orderId, quantity }) => {
    const { rows } = await client.query(
      `update seats set order_id = $1 where order_id is null and id in (
         select id from seats where event_id = $2 and order_id is null order by id limit $3
       ) returning id`,
      [orderId, eventId, quantity],
    )
    return rows.map(({ id }) => id).sort((a, b) => a - b)
  }

  it('says sold out after the wait, too, in 6 of 14 orders', async () => {
    const found = await givesEachOrderItsSeats(db, updateChosenSeats, two).explore()
    expect(found).toMatchObject({
      schedules: 14,
      violations: 6,
      waits: 6,
      exhaustive: true,
      shortest: { reason: 'bob was told "sold out", and 2 seats are free' },
    })
  })
})

describe('lockBestSeats', () => {
  it('gives two buyers their seats in all 24 orders, after a wait in 14', async () => {
    const found = await givesEachOrderItsSeats(db, lockBestSeats, two).holds()
    expect(found).toMatchObject({ schedules: 24, waits: 14, exhaustive: true })
  })

  it('gives three buyers their seats in all 2 070 orders', async () => {
    const found = await givesEachOrderItsSeats(db, lockBestSeats, three).holds()
    expect(found).toMatchObject({ schedules: 2_070, waits: 1_800, exhaustive: true })
  })
})

describe('skipLockedSeats', () => {
  it('gives two buyers their seats in all 70 orders, and no buyer waits', async () => {
    const found = await givesEachOrderItsSeats(db, skipLockedSeats, two).holds()
    expect(found).toMatchObject({ schedules: 70, waits: 0, exhaustive: true })
  })

  it('gives three buyers their seats in all 60 orders with at most one preemption', async () => {
    const race = givesEachOrderItsSeats(db, skipLockedSeats, three)
    expect(await race.holds({ preemptions: 1 })).toMatchObject({
      schedules: 60,
      waits: 0,
      bound: { preemptions: 1 },
    })
  })

  it('says sold out while another buyer, who then rolls back, has the last seats locked', async () => {
    await db.plain.query(
      'delete from seats; insert into seats (id, event_id) values (1, 1), (2, 1)',
    )
    const holdFor = (client: PoolClient, orderId: string) =>
      skipLockedSeats(client, { eventId: 1, orderId, quantity: 2 })
    const bobHolds = () =>
      inTransaction(db.plain, async (bob) => {
        await bob.query(`set local lock_timeout = '1s'`)
        return holdFor(bob, 'bob')
      })
    const aliceGivesUp = inTransaction(db.plain, async (alice) => {
      expect(await holdFor(alice, 'alice')).toEqual([1, 2])
      expect(await bobHolds()).toEqual([])
      throw new Error('the card is declined')
    })
    await expect(aliceGivesUp).rejects.toThrow('the card is declined')
    expect(await bobHolds()).toEqual([1, 2])
  })
})

const ways: HoldSeats[] = [readThenHold, limitThenLock, lockBestSeats, skipLockedSeats]

describe.each(ways.map((way) => ({ way })))('$way.name', ({ way }) => {
  it('holds nothing when there are not enough seats', async () => {
    await db.plain.query(
      `delete from seats; insert into seats values (1, 1, 'dave'), (2, 1, null), (3, 2, null)`,
    )
    expect(await way(db.plain, { eventId: 1, orderId: 'alice', quantity: 2 })).toEqual([])
    const { rows } = await db.plain.query('select id from seats where order_id is null order by id')
    expect(rows).toEqual([{ id: 2 }, { id: 3 }])
  })
})
