import { answerOf } from '@lab/conductor'
import { withPostgresSettings } from '@lab/servers/postgres-settings'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookThenTake } from './look-then-take.ts'
import { openDatabases } from './open-databases.ts'
import type { Opened } from './open-databases.ts'
import { pendingMark } from './pending-mark.ts'
import { sellsTheLastLamp } from './sells-the-last-lamp.ts'
import { takeAtOnce } from './take-at-once.ts'

let shop: Opened
beforeAll(async () => {
  shop = await openDatabases()
})
afterAll(() => shop[Symbol.asyncDispose]())

const bothCanPay = { aliceCanPay: true }
const aliceIsDeclined = { aliceCanPay: false }

describe('lookThenTake', () => {
  it('takes money twice for one lamp in 35,730 of 35,750 orders', async () => {
    expect(await sellsTheLastLamp(shop, lookThenTake, bothCanPay).explore()).toMatchObject({
      schedules: 35_750,
      violations: 35_730,
      exhaustive: true,
      shortest: { schedule: 'alice×7 bob×9 alice×2', reason: '1 lamp, 2 paid' },
    })
  })

  it('sells one lamp once when one of the two cannot pay', async () => {
    const found = await sellsTheLastLamp(shop, lookThenTake, aliceIsDeclined).holds()
    expect(found).toMatchObject({ schedules: 5_005, exhaustive: true })
  })
})

describe('takeAtOnce', () => {
  it('sells one lamp once when both can pay', async () => {
    expect(await sellsTheLastLamp(shop, takeAtOnce, bothCanPay).holds()).toMatchObject({
      schedules: 124,
      exhaustive: true,
    })
  })

  it('sends bob away in 176 of 248 orders, while alice, who cannot pay, has the lamp', async () => {
    expect(await sellsTheLastLamp(shop, takeAtOnce, aliceIsDeclined).explore()).toMatchObject({
      schedules: 248,
      violations: 176,
      exhaustive: true,
      shortest: {
        schedule: 'alice×8 bob×3 alice',
        reason: 'bob told "sold out", the lamp is free',
      },
    })
  })
})

describe('takeAtOnce at serializable', () => {
  it('sends bob away in 158 of 224 orders: each step is a transaction of its own', async () => {
    const level = { default_transaction_isolation: 'serializable' }
    await using strict = await withPostgresSettings(level, openDatabases)
    expect(await sellsTheLastLamp(strict, takeAtOnce, aliceIsDeclined).explore()).toMatchObject({
      schedules: 224,
      violations: 158,
      exhaustive: true,
    })
  })
})

describe('pendingMark', () => {
  it('sells one lamp once when both can pay', async () => {
    expect(await sellsTheLastLamp(shop, pendingMark, bothCanPay).holds()).toMatchObject({
      schedules: 5_874,
      exhaustive: true,
    })
  })

  it('tells bob to ask again while alice, who cannot pay, has the lamp', async () => {
    const { outcomes, ...found } = await sellsTheLastLamp(
      shop,
      pendingMark,
      aliceIsDeclined,
    ).holds()
    expect(found).toMatchObject({ schedules: 5_874, exhaustive: true })
    expect(outcomes.map(({ endings }) => answerOf(endings['bob']))).toEqual([
      'bought',
      'bought',
      'ask again',
      'bought',
    ])
  })

  it('sells to bob when he asks again', async () => {
    const race = sellsTheLastLamp(shop, pendingMark, aliceIsDeclined)
    await race.replay('alice×3 bob×6')
    expect(await pendingMark(shop.plain, 'bob')).toBe('bought')
  })

  it('leaves the mark when the saga dies before its end', async () => {
    await sellsTheLastLamp(shop, pendingMark, bothCanPay).replay('alice×6 bob×6')
    await shop.plain.inventory.query(`update lamps set state = 'free'`)
    const dying = {
      query: () => Promise.reject(new Error('the process is killed')),
    } as unknown as Pool
    const died = pendingMark({ inventory: shop.plain.inventory, payment: dying }, 'alice')
    await expect(died).rejects.toThrow('the process is killed')
    expect(await pendingMark(shop.plain, 'bob')).toBe('ask again')
  })
})
