import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginAgain, openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot } from '../slot.ts'
import { until } from '../until.ts'
import { copiesWithoutAGap } from './copies-without-a-gap.ts'
import { exportedSnapshot } from './exported-snapshot.ts'
import { slotThenTable } from './slot-then-table.ts'
import { tableThenSlot } from './table-then-slot.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

describe('a write while the first copy is made', () => {
  it('is lost by tableThenSlot in 1 of 3 orders', async () => {
    expect(await copiesWithoutAGap(shop, tableThenSlot).explore()).toMatchObject({
      schedules: 3,
      violations: 1,
      exhaustive: true,
      shortest: { reason: 'order 3 is neither in the copy nor in the stream' },
    })
  })

  it('comes twice with slotThenTable in 1 of 3 orders, and is never lost', async () => {
    const { outcomes, ...found } = await copiesWithoutAGap(shop, slotThenTable).explore()
    expect(found).toMatchObject({
      schedules: 3,
      violations: 1,
      exhaustive: true,
      shortest: { reason: 'order 3 is in the copy, and comes in the stream again' },
    })
    expect(outcomes.filter(({ violation }) => violation?.includes('neither'))).toEqual([])
  })

  it('comes once with exportedSnapshot, in all 6', async () => {
    const found = await copiesWithoutAGap(shop, exportedSnapshot).holds()
    expect(found).toMatchObject({ schedules: 6, exhaustive: true })
  })
})

describe('making a slot', () => {
  it('waits for every transaction that has written', async () => {
    await beginAgain(shop)
    const writer = await shop.plain.connect()
    await writer.query('begin')
    await writer.query(`update orders set status = 'paid' where id = 1`)
    let isMade = false
    const made = createSlot(shop.plain, 'late').then(() => (isMade = true))
    await until('the slot waits', async () => {
      const { rowCount } = await shop.plain.query(
        `select from pg_stat_activity where wait_event = 'transactionid'
           and query like '%pg_create_logical_replication_slot%'`,
      )
      return rowCount === 1
    })
    expect(isMade).toBe(false)
    await writer.query('commit')
    await made
    writer.release()
    expect(isMade).toBe(true)
  })
})
