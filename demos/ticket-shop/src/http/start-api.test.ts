import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { postgres } from '@lab/servers/postgres'
import { proxy } from '@lab/wire/proxy'
import { describe, expect, it } from 'vitest'
import { openTestShop, withoutLimits } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { visitPlaces } from '../reached.ts'
import { concert, createClient } from './client.fixture.ts'
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

/** Lets PostgreSQL answer each log-in with this code. */
async function refuseLogIns({ pool }: TestShop, code: string): Promise<void> {
  await pool.query(
    `create function refuse() returns trigger language plpgsql as $$
       begin raise exception 'no' using errcode = '${code}'; end $$;
     create trigger refuse before insert on refresh_tokens execute function refuse()`,
  )
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

  it('says at once that it drains, and takes connections for a moment: a balancer has to notice', async () => {
    await using shop = await openTestShop({ DRAIN_SECONDS: '2' })
    const api = await startApi(shop)
    const { ask } = createClient(api.url)
    const drained = api[Symbol.asyncDispose]()
    expect(await ask('GET /health/ready')).toMatchObject({
      status: 503,
      body: { ready: false, draining: true, missing: [] },
    })
    const answer = await ask('GET /events')
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.headers.get('connection')).toBe('close')
    await drained
    await expect(ask('GET /events')).rejects.toThrow('fetch failed')
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
      body: { ready: true, draining: false, missing: [], without: [] },
    })
    await link.cut()
    const unavailable = await ask('GET /events')
    expect(unavailable).toMatchObject({
      status: 503,
      body: { title: 'The service cannot answer now, try again' },
    })
    expect(unavailable.headers.get('retry-after')).toBe('1')
    shop.health.pass(1_000)
    expect(await ask('GET /health/ready')).toMatchObject({
      status: 503,
      body: { ready: false, missing: ['database'] },
    })
    expect(await ask('GET /health/live')).toMatchObject({ status: 200 })
    await link.restore()
    expect(await ask('GET /events')).toMatchObject({ status: 200 })
    shop.health.pass(1_000)
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

  it.each(['both', 'received'] as const)(
    'says so while it is silent (%s), in a bounded time, and asks nothing on the old connections',
    async (what) => {
      await using db = await postgres({ schema })
      await using link = await proxy(db.url)
      await using shop = await openTestShop(
        { DATABASE_URL: link.url, DATABASE_TIMEOUT_SECONDS: '0.2' },
        withoutLimits,
      )
      await using api = await startApi(shop)
      const { ask, register } = createClient(api.url)
      const { accessToken: token } = await register('organiser')
      // As many as the pool has.
      const tenTimes = async (line: string) =>
        new Set(
          (await Promise.all(Array.from({ length: 10 }, () => ask(line, { token })))).map(
            ({ status }) => status,
          ),
        )
      await tenTimes('GET /events')
      link.hang(what)
      expect(await tenTimes('GET /events')).toEqual(new Set([503]))
      expect(await tenTimes('POST /payouts'), 'in transactions').toEqual(new Set([503]))
      expect(shop.pool.totalCount, 'none went back into the pool').toBe(0)
      expect(await ask('GET /health/ready')).toMatchObject({
        status: 503,
        body: { missing: ['database', 'writes'] },
      })
      await link.restore()
      expect(await tenTimes('GET /events')).toEqual(new Set([200]))
      expect(await tenTimes('POST /payouts')).toEqual(new Set([409]))
    },
  )

  it('is not ready again by an answer for which nothing was written', async () => {
    await using shop = await openTestShop({ ADMISSIONS_PER_SECOND: '10' })
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const organiser = await register('organiser')
    const body = concert()
    const event = await ask('POST /events', { token: organiser.accessToken, body })
    const { id: eventId } = event.body as { id: string }
    const { accessToken: token } = await register('buyer')
    const join = () => ask(`POST /events/${eventId}/waiting-room`, { token })
    const { ticket } = (await join()).body as { ticket: string }
    const order = (key: string) =>
      ask('POST /orders', {
        token,
        headers: { 'idempotency-key': key, 'waiting-room-ticket': ticket },
        body: { eventId, quantity: 1, card: '4242424242424242' },
      })
    await order('first')
    shop.health.failed('writes')
    const refreshToken = 'x'.repeat(43)
    const answers = [
      await join(),
      await order('first'),
      await ask('POST /sessions/end', { body: { refreshToken } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 202, 204])
    expect((await shop.health.read()).missing).toEqual(['writes'])
    expect(await order('second')).toMatchObject({ status: 202 })
    expect((await shop.health.read()).missing).toEqual([])
  })

  it.each([
    ['53100', 'disk full'],
    ['53200', 'out of memory'],
    ['58030', 'I/O error'],
    ['25006', 'read only'],
    ['57P03', 'cannot connect now'],
    ['55P03', 'lock not available'],
    ['57014', 'query canceled'],
    ['28P01', 'invalid password'],
    ['3D000', 'no such database'],
    ['57P04', 'database dropped'],
    ['57P05', 'idle session timeout'],
  ])('says 503 when a write is answered %s: %s, and is not ready for a moment', async (code) => {
    await using shop = await openTestShop({ READY_SECONDS: '5' })
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const { email } = await register('buyer')
    await refuseLogIns(shop, code)
    const logIn = () => ask('POST /sessions', { body: { email, password: 'correct horse' } })
    const refused = await logIn()
    expect(refused).toMatchObject({ status: 503 })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await ask('GET /events'), 'reads are answered').toMatchObject({ status: 200 })
    const unready = { status: 503, body: { ready: false, missing: ['writes'] } }
    expect(await ask('GET /health/ready')).toMatchObject(unready)
    // It is tried again by and by, and found well again without anybody's help.
    shop.health.pass(5_000)
    expect(await ask('GET /health/ready')).toMatchObject({ status: 200 })
    await logIn()
    expect(await ask('GET /health/ready')).toMatchObject(unready)
    await shop.pool.query('drop trigger refuse on refresh_tokens')
    expect(await logIn()).toMatchObject({ status: 201 })
    expect(await ask('GET /health/ready')).toMatchObject({ status: 200 })
  })

  it.each([
    ['40001', 'serialization failure'],
    ['40P01', 'deadlock detected'],
  ])('says 503 when a write is answered %s: %s, and stays ready', async (code) => {
    await using shop = await openTestShop()
    await using api = await startApi(shop)
    const { ask, register } = createClient(api.url)
    const { email } = await register('buyer')
    await refuseLogIns(shop, code)
    const refused = await ask('POST /sessions', { body: { email, password: 'correct horse' } })
    expect(refused).toMatchObject({ status: 503 })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(await ask('GET /health/ready')).toMatchObject({ status: 200 })
  })
})
