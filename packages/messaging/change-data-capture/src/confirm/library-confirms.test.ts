import type { LogicalReplicationConfig } from 'pg-logical-replication'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { beginAgain, openShop } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot } from '../slot.ts'
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

/** @returns Where the commit ends in the log. */
async function pay(): Promise<string> {
  const { plain } = shop
  await plain.query(`update orders set status = 'paid' where id = 1`)
  const { rows } = await plain.query('select pg_current_wal_lsn() as here')
  return rows[0].here
}

const isConfirmed = (lsn: string, passTime = () => {}) =>
  until('the payment is confirmed', async () => {
    passTime()
    const { rows } = await shop.plain.query(
      'select confirmed_flush_lsn >= $2::pg_lsn as so from pg_replication_slots where slot_name = $1',
      [slot, lsn],
    )
    return rows[0].so
  })

const never = () => new Promise<void>(() => {})

/** An order is paid; what is looked at follows when its handler has begun. */
async function handlesAPayment(
  config: LogicalReplicationConfig,
  handle: Handler,
  look: (lsn: string) => void | Promise<void>,
): Promise<void> {
  // The clock of the library's timer; servers and `until` have another one.
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] })
  try {
    await using service = await subscribe(config, handle)
    const lsn = await pay()
    let isHeard = false
    void service.heard.then(() => (isHeard = true))
    await until('the payment is heard', async () => {
      // Messages that follow the payment; PostgreSQL 18 may not wake a reader for a single commit.
      await markLog(shop.plain)
      return isHeard
    })
    await look(lsn)
  } finally {
    vi.useRealTimers()
  }
}

describe('pg-logical-replication 2.5.0', () => {
  it('confirms a change whose handler is not done, by default', async () => {
    await handlesAPayment({}, never, isConfirmed)
    expect(await comesAgain()).toBe(0)
  })

  it('waits for the handler with flowControl', async () => {
    const config = {
      flowControl: { enabled: true },
      acknowledge: { auto: true, timeoutSeconds: 0 },
    }
    await handlesAPayment(config, never, () => void vi.advanceTimersByTime(60_000))
    expect(await comesAgain()).toBe(1)
  })

  it('confirms a change whose handler has failed, with the next message', async () => {
    const fail = () => Promise.reject(new Error('the warehouse is closed'))
    await handlesAPayment({ flowControl: { enabled: true } }, fail, isConfirmed)
    expect(await comesAgain()).toBe(0)
  })

  it('confirms by its timer what nobody has confirmed, also with auto off', async () => {
    await handlesAPayment(
      { acknowledge: { auto: false, timeoutSeconds: 10 } },
      never,
      // The server may write more between the payment and the end that is looked for: a later status
      // confirms that, too.
      (lsn) => isConfirmed(lsn, () => void vi.advanceTimersByTime(10_000)),
    )
    expect(await comesAgain()).toBe(0)
  })

  it('confirms nothing with auto off and without the timer', async () => {
    const acknowledge = { auto: false, timeoutSeconds: 0 }
    await handlesAPayment({ acknowledge }, never, () => void vi.advanceTimersByTime(60_000))
    expect(await comesAgain()).toBe(1)
  })

  it('answers no keepalive without the timer, and the server ends a silent connection', async () => {
    const { url, plain } = shop
    await createSlot(plain, 'silent')
    await plain.query(`alter database postgres set wal_sender_timeout = '100ms'`)
    {
      await using stream = await openStream({ url, plain, slot: 'silent' })
      await using service = await subscribe(
        { acknowledge: { auto: true, timeoutSeconds: 0 } },
        never,
      )
      await expect(service.heard).rejects.toThrow('Connection terminated unexpectedly')
      // The stream is as silent, and turns the limit off.
      await pay()
      expect((await stream.drain()).transactions).toHaveLength(1)
    }
    await plain.query('alter database postgres reset wal_sender_timeout')
    await dropSlot(plain, 'silent')
  })
})
