import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readMetrics } from './metrics/read-metrics.fixture.ts'
import { openTestShop } from './open-test-shop.fixture.ts'
import type { TestShop } from './open-test-shop.fixture.ts'
import { placeTestOrder } from './place-test-order.fixture.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

const environmentOf = ({ configuration, db }: TestShop) => ({
  DATABASE_URL: db.url,
  REDIS_URL: configuration.REDIS_URL,
  KAFKA_BROKERS: '127.0.0.1:1',
  PAYMENTS_URL: configuration.PAYMENTS_URL,
  MAIL_URL: configuration.MAIL_URL,
  TOKEN_SECRET: configuration.TOKEN_SECRET,
  PORT: '0',
})

/** Starts one part of the shop as an operator does, and waits until it says where its numbers are. */
async function start(role: string, environment: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), role],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...environmentOf(shop), ...environment },
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

it.each(['orchestrator', 'consumer'])(
  'is not ready before it has started: the %s waits for Kafka',
  async (role) => {
    await using started = await start(role)
    const answer = await fetch(`${started.url}/health/ready`)
    expect(answer.status).toBe(503)
    expect(((await answer.json()) as { missing: string[] }).missing).toContain('start')
  },
)

it.each([
  ['a role that is none', 'constructor', 'received "constructor"'],
  ['a port that another process has', 'consumer', 'received EADDRINUSE'],
])('ends with code 2 and one line of text because of %s', async (_what, role, text) => {
  await using other = await serveOnLoopback((_request, response) => void response.end())
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('main.ts', import.meta.url)), role],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...environmentOf(shop), HEALTH_PORT: new URL(other.url).port },
    },
  )
  const ended = once(child, 'close')
  const lines = (await child.stderr.toArray()).join('').trim().split('\n')
  expect(lines).toEqual([expect.stringContaining(text)])
  expect(await ended).toEqual([2, null])
})

it('logs the error by which it ends, when nothing has caught it', async () => {
  const runRole = new URL('run-role.ts', import.meta.url).href
  const script = `
    const { runRole } = await import(process.argv[1])
    const onReady = () => setImmediate(() => Promise.reject(new Error('a promise that is lost')))
    await runRole('api', { listener: { onReady } })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, runRole], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...environmentOf(shop) },
  })
  const ended = once(child, 'close')
  const lines = (await child.stdout.toArray()).join('').trim().split('\n')
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    level: 60,
    msg: 'ends by an error',
    error: { message: 'a promise that is lost' },
  })
  expect(await ended).toEqual([1, null])
})

it('goes on draining when a second signal comes', async () => {
  await using started = await start('api', { DRAIN_SECONDS: '1' })
  await started.heard('ready')
  started.child.kill('SIGTERM')
  await started.heard('stopping')
  started.child.kill('SIGTERM')
  expect(await started.ended, 'its code, and the signal that killed it').toEqual([0, null])
})

// Only Linux has it.
it.skipIf(!existsSync('/dev/full'))(
  'answers, and ends in order, while its log is on a full disk',
  async () => {
    await using full = await open('/dev/full', 'w')
    const runRole = new URL('run-role.ts', import.meta.url).href
    // Its log cannot say where it listens.
    const script = `
      const { runRole } = await import(process.argv[1])
      await runRole('api', { listener: { onReady: (url) => process.send(url) } })`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script, runRole], {
      stdio: ['ignore', full.fd, 'inherit', 'ipc'],
      env: { ...environmentOf(shop), DRAIN_SECONDS: '0' },
      // One that writes the same line for ever hears no other signal.
      timeout: 60_000,
      killSignal: 'SIGKILL',
    })
    const ended = once(child, 'exit')
    const [url] = (await Promise.race([once(child, 'message'), ended])) as [string]
    for (let count = 0; count < 3; count += 1) {
      expect((await fetch(`${url}/events`)).status).toBe(200)
    }
    child.kill('SIGTERM')
    expect(await ended, 'its code, and the signal that killed it').toEqual([0, null])
  },
)
