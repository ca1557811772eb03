import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conditionalUpdate } from './conditional-update.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'
import { readThenMark } from './read-then-mark.ts'
import { redeemsCouponOnce } from './redeems-coupon-once.ts'
import { rowLock } from './row-lock.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('readThenMark', () => {
  it('redeems the coupon twice in 40 of 50 orders', async () => {
    expect(await redeemsCouponOnce(db, readThenMark).explore()).toMatchObject({
      schedules: 50,
      violations: 40,
      exhaustive: true,
      shortest: { reason: '1 coupon, redeemed 2 times' },
    })
  })
})

describe.each([
  { way: conditionalUpdate, schedules: 14, waits: 6 },
  { way: rowLock, schedules: 24, waits: 14 },
])('$way.name', ({ way, schedules, waits }) => {
  it(`redeems the coupon once in all ${schedules} orders`, async () => {
    expect(await redeemsCouponOnce(db, way).holds()).toMatchObject({
      schedules,
      waits,
      exhaustive: true,
    })
  })
})

describe('update', () => {
  it('says by its row count that another customer was faster', async () => {
    await db.plain.query(`delete from coupons; insert into coupons values ('SPRING', 'alice')`)
    expect(await conditionalUpdate(db.plain, 'SPRING', 'bob')).toBe('used')
    const { rows } = await db.plain.query('select redeemed_by from coupons')
    expect(rows).toEqual([{ redeemed_by: 'alice' }])
  })

  it('throws no error when it changes no row', async () => {
    const { rowCount } = await db.plain.query(
      `update coupons set redeemed_by = 'bob' where code = 'NONE'`,
    )
    expect(rowCount).toBe(0)
  })
})
