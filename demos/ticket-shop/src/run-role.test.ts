import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readMetrics } from './metrics/read-metrics.fixture.ts'
import { openTestShop } from './open-test-shop.fixture.ts'
import type { TestShop } from './open-test-shop.fixture.ts'
import { placeTestOrder } from './place-test-order.fixture.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

/** Starts one part of the shop as an operator does, and waits until it says where its numbers are. */
async function start(role: string, environment: Record<string, string> = {}) {
  const { configuration, db } = shop
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), role],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        DATABASE_URL: db.url,
        REDIS_URL: configuration.REDIS_URL,
        KAFKA_BROKERS: '127.0.0.1:1',
        PAYMENTS_URL: configuration.PAYMENTS_URL,
        MAIL_URL: configuration.MAIL_URL,
        TOKEN_SECRET: configuration.TOKEN_SECRET,
        PORT: '0',
        ...environment,
      },
    },
  )
  const ended = once(child, 'close')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  /** Reads on until the log says this. */
  async function heard(message: string): Promise<{ health?: string }> {
    for (;;) {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`Cannot hear "${message}": the ${role} has ended`)
      const line = JSON.parse(value) as { msg: string; health?: string }
      if (line.msg === message) return line
    }
  }
  await using opening = new AsyncDisposableStack()
  opening.defer(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const { health } = await heard('starting')
  const opened = opening.move()
  return {
    url: health!,
    child,
    ended,
    heard,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

it.each(['api', 'orchestrator', 'consumer'])(
  'tells the numbers of the %s on a port of its own, also while Kafka is gone',
  async (role) => {
    await placeTestOrder(shop.pool)
    const { rows } = await shop.pool.query('select count(*)::int as orders from orders')
    await using started = await start(role)
    const found = await readMetrics(started.url)
    expect(found.get('shop_orders{status="pending"}')).toBe(rows[0].orders)
    expect(found.get('shop_pool_connections{pool="database",state="waiting"}')).toBe(0)
    expect(found.get('process_start_time_seconds')).toBeGreaterThan(0)
  },
)

it('goes on draining when a second signal comes', async () => {
  await using started = await start('api', { DRAIN_SECONDS: '1' })
  await started.heard('ready')
  started.child.kill('SIGTERM')
  await started.heard('stopping')
  started.child.kill('SIGTERM')
  expect(await started.ended, 'its code, and the signal that killed it').toEqual([0, null])
})
