import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot, slotState } from '../slot.ts'
import { anotherTable } from './another-table.ts'
import { givesTheSlotUp } from './gives-the-slot-up.ts'
import { holdsVacuumBack } from './holds-vacuum-back.ts'
import { keepsTheLog } from './keeps-the-log.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())

const aRound = 7_500_000

describe('the slot of a dead consumer', () => {
  it('keeps every byte that is written, and the files until it is dropped', async () => {
    const { points, hasMoved, filesBytes } = await keepsTheLog(shop)
    expect(hasMoved).toBe(false)
    expect(points).toHaveLength(6)
    for (const [round, { dead, alive, writtenBytes }] of points.entries()) {
      expect(writtenBytes).toBeGreaterThanOrEqual(round * aRound)
      expect(dead).toBeGreaterThanOrEqual(writtenBytes)
      expect(alive).toBeLessThan(10_000)
    }
    expect(filesBytes.kept).toBeGreaterThan(points.at(-1)!.dead)
    expect(filesBytes.dropped).toBeLessThan(filesBytes.kept)
  })

  it('is lost when max_slot_wal_keep_size is passed, and its consumer hears of it', async () => {
    expect(await givesTheSlotUp(shop, 'max_slot_wal_keep_size')).toMatchObject({
      status: 'lost',
      reason: 'wal_removed',
      answer: '55000: can no longer access replication slot "dead"',
    })
  })

  it('keeps its place when the server restarts', async () => {
    const { db, plain } = shop
    await createSlot(plain, 'restarts')
    const { restartLsn } = await slotState(plain, 'restarts')
    await db.restart()
    expect(await slotState(plain, 'restarts')).toMatchObject({ restartLsn, status: 'reserved' })
    await dropSlot(plain, 'restarts')
  })

  it('holds vacuum back in the catalog, and not in the table of the shop', async () => {
    const dead = await holdsVacuumBack(shop)
    expect(dead.with.orders).toBe(0)
    expect(dead.with.catalog).toBeGreaterThanOrEqual(10)
    expect(dead.without).toEqual({ orders: 0, catalog: 0 })
  })
})

describe('a consumer that is alive', () => {
  it('keeps the log of other tables, until it confirms a heartbeat', async () => {
    const { confirmsItsChanges, confirmsHeartbeats } = await anotherTable(shop)
    expect(confirmsItsChanges).toBeGreaterThan(aRound)
    expect(confirmsHeartbeats).toBeLessThan(10_000)
  })
})
