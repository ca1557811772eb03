import type { LogicalReplicationConfig } from 'pg-logical-replication'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginAgain, openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot } from '../slot.ts'
import { markLog, openStream } from '../stream/open-stream.ts'
import { until } from '../until.ts'
import { subscribeWith } from './library-confirms.ts'
import type { Handler } from './library-confirms.ts'

const slot = 'library'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(async () => {
  await beginAgain(shop)
  await createSlot(shop.plain, slot)
})

/** What a consumer gets that comes back. */
async function comesAgain(): Promise<number> {
  await using stream = await openStream({ url: shop.url, plain: shop.plain, slot })
  return (await stream.drain()).transactions.length
}

const subscribe = (config: LogicalReplicationConfig, handle: Handler) =>
  subscribeWith({ url: shop.url, slot, config, handle })

/** @returns Where its commit ends in the log. */
async function pay(): Promise<string> {
  const { plain } = shop
  await plain.query(`update orders set status = 'paid' where id = 1`)
  const { rows } = await plain.query('select pg_current_wal_lsn() as here')
  // Wakes the reader once more.
  await markLog(plain)
  return rows[0].here
}

const isConfirmed = (lsn: string) =>
  until('the payment is confirmed', async () => {
    const { rows } = await shop.plain.query(
      'select confirmed_flush_lsn >= $2::pg_lsn as so from pg_replication_slots where slot_name = $1',
      [slot, lsn],
    )
    return rows[0].so
  })

const never = () => new Promise<void>(() => {})

describe('pg-logical-replication 2.5.0', () => {
  it('confirms a change whose handler is not done, by default', async () => {
    {
      await using service = await subscribe({}, never)
      const lsn = await pay()
      await service.heard
      await isConfirmed(lsn)
    }
    expect(await comesAgain()).toBe(0)
  })

  it('waits for the handler with flowControl', async () => {
    {
      await using service = await subscribe({ flowControl: { enabled: true } }, never)
      await pay()
      await service.heard
    }
    expect(await comesAgain()).toBe(1)
  })

  it('confirms a change whose handler has failed, with the next message', async () => {
    {
      await using service = await subscribe({ flowControl: { enabled: true } }, () =>
        Promise.reject(new Error('the warehouse is closed')),
      )
      const lsn = await pay()
      await service.heard
      await isConfirmed(lsn)
    }
    expect(await comesAgain()).toBe(0)
  })

  it('confirms by its timer what nobody has confirmed, also with auto off', async () => {
    const acknowledge = { auto: false, timeoutSeconds: 1 }
    {
      await using service = await subscribe({ acknowledge }, never)
      const lsn = await pay()
      await service.heard
      await isConfirmed(lsn)
    }
    expect(await comesAgain()).toBe(0)
  })
})
