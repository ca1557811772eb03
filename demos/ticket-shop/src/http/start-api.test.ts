import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { postgres } from '@lab/servers/postgres'
import { proxy } from '@lab/wire/proxy'
import { describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import { visitPlaces } from '../reached.ts'
import { createClient } from './client.fixture.ts'
import { startApi } from './start-api.ts'

const schema = new URL('../../schema.sql', import.meta.url)

/** Lets one payout come to where it waits. */
function holdPayout() {
  const arrived = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  visitPlaces(async (place) => {
    if (place !== 'balance read, not paid out') return
    arrived.resolve()
    await goOn.promise
  })
  return {
    arrived: arrived.promise,
    goOn: goOn.resolve,
    [Symbol.dispose]: () => visitPlaces(async () => {}),
  }
}

async function answerTo(asked: ClientRequest) {
  asked.end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const text = Buffer.concat(await answer.toArray()).toString()
  return {
    status: answer.statusCode,
    connection: answer.headers.connection,
    body: JSON.parse(text),
  }
}

describe('startApi', () => {
  it('drains: answers what is under way, on connections that end then, and takes no others', async () => {
    await using shop = await openTestShop()
    const api = await startApi(shop)
    const { register, ask } = createClient(api.url)
    const { accessToken } = await register('organiser')
    using kept = Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), {
      [Symbol.dispose]: () => kept.destroy(),
    })
    const over = (path: string, method = 'GET') =>
      request(new URL(path, api.url), {
        agent: kept,
        method,
        headers: { authorization: `Bearer ${accessToken}` },
      })
    expect(await answerTo(over('/health/live'))).toMatchObject({
      status: 200,
      connection: 'keep-alive',
    })
    using held = holdPayout()
    const underWay = answerTo(over('/payouts', 'POST'))
    await held.arrived
    const drained = api[Symbol.asyncDispose]()
    await expect(ask('GET /health/live')).rejects.toThrow('fetch failed')
    held.goOn()
    expect(await underWay).toMatchObject({
      status: 409,
      connection: 'close',
      body: { title: 'There is nothing to pay out' },
    })
    await drained
  })

  it('listens where it is told, and says where', async () => {
    await using shop = await openTestShop({ HOST: 'localhost' })
    await using api = await startApi(shop)
    expect(api.url).toMatch(/^http:\/\/localhost:\d+$/)
    expect(await createClient(api.url).ask('GET /health/live')).toMatchObject({ status: 200 })
  })
})

describe('without PostgreSQL', () => {
  it('answers 503, is alive and not ready, and goes on when it is back', async () => {
    await using db = await postgres({ schema })
    await using link = await proxy(db.url)
    await using shop = await openTestShop({ DATABASE_URL: link.url })
    await using api = await startApi(shop)
    const { ask } = createClient(api.url)
    expect(await ask('GET /health/ready')).toMatchObject({
      status: 200,
      body: { ready: true, draining: false, postgres: true, redis: true, kafka: false },
    })
    await link.cut()
    const unavailable = await ask('GET /events')
    expect(unavailable).toMatchObject({
      status: 503,
      body: { title: 'The service cannot answer now, try again' },
    })
    expect(unavailable.headers.get('retry-after')).toBe('1')
    expect(await ask('GET /health/ready')).toMatchObject({
      status: 503,
      body: { ready: false, postgres: false, redis: true },
    })
    expect(await ask('GET /health/live')).toMatchObject({ status: 200 })
    await link.restore()
    expect(await ask('GET /events')).toMatchObject({ status: 200 })
    expect(await ask('GET /health/ready')).toMatchObject({ status: 200 })
  })

  it('answers 503 when it hangs, or ends the session that is at work', async () => {
    await using db = await postgres({ schema })
    await using link = await proxy(db.url)
    await using shop = await openTestShop({ DATABASE_URL: link.url })
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const { accessToken } = await register('organiser')
    using held = holdPayout()
    const payout = ask('POST /payouts', { token: accessToken })
    await held.arrived
    await db.pool().query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    held.goOn()
    expect(await payout).toMatchObject({ status: 503 })
    link.hang()
    expect(await ask('GET /events')).toMatchObject({ status: 503 })
  })
})
