import { EventEmitter, once } from 'node:events'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from '../open-log.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { createClient } from './client.fixture.ts'
import type { Client } from './client.fixture.ts'
import { startApi } from './start-api.ts'

let shop: TestShop
let client: Client
let lines: Record<string, unknown>[] = []
const written = new EventEmitter()

/** A line is written when its answer has left, and that may be heard sooner. */
async function logged(count: number) {
  while (lines.length < count) await once(written, 'line')
  return lines
}

const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop())
  const log = openLog(
    { LOG_LEVEL: 'info' },
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(JSON.parse(String(chunk)))
        written.emit('line')
        done()
      },
    }),
  )
  client = createClient(opened.use(await startApi({ ...shop, log })).url)
})
afterAll(() => opened.disposeAsync())
beforeEach(() => {
  lines = []
})

describe('logRequests', () => {
  it('writes one line of each request, with what it was and who asked', async () => {
    const { id, accessToken } = await client.register('buyer')
    const reply = await client.ask('GET /events/99?card=4242424242424242', { token: accessToken })
    expect(reply.status).toBe(404)
    expect(await logged(2)).toEqual([
      expect.objectContaining({ route: '/accounts', status: 201 }),
      {
        level: 30,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        requestId: reply.headers.get('x-request-id'),
        method: 'GET',
        route: '/events/:id',
        status: 404,
        ms: expect.any(Number),
        account: id,
        msg: 'request',
      },
    ])
  })

  it('writes no password, token or card', async () => {
    const { accessToken, refreshToken, email } = await client.register('buyer')
    await client.ask('POST /sessions', { body: { email, password: 'wrong horse' } })
    await client.ask('POST /sessions/refresh', { body: { refreshToken } })
    await client.ask('POST /orders', {
      token: accessToken,
      body: { eventId: '1', quantity: 1, card: '4242424242424242', more: 'horse' },
      headers: { 'idempotency-key': 'horse' },
    })
    await client.ask(`GET /events?cursor=${refreshToken}`)
    expect(await logged(5)).toHaveLength(5)
    const text = JSON.stringify(lines)
    for (const secret of ['horse', 'correct', email, accessToken, refreshToken, '4242']) {
      expect(text).not.toContain(secret)
    }
  })

  it('takes the id that a request brings, in its log, its answer and its problem', async () => {
    const reply = await client.ask('GET /nothing', {
      headers: { 'x-request-id': 'trace-1234.a_b' },
    })
    expect(reply.headers.get('x-request-id')).toBe('trace-1234.a_b')
    expect(reply.body).toMatchObject({ instance: 'trace-1234.a_b' })
    expect(await logged(1)).toMatchObject([{ requestId: 'trace-1234.a_b', status: 404 }])
  })

  it.each(['short', 'x'.repeat(65), 'with a space', '"quoted-id"', 'a{}:newline'])(
    'gives another id than %s',
    async (given) => {
      const reply = await client.ask('GET /health/live', { headers: { 'x-request-id': given } })
      expect(reply.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
      expect(await logged(1)).toMatchObject([{ requestId: reply.headers.get('x-request-id') }])
    },
  )

  it('tells in the log what an answer keeps back, but not the row that was refused', async () => {
    const { accessToken } = await client.register('organiser')
    await shop.pool.query(
      `alter table ledger add constraint broken check (amount_cents > 0);
       insert into ledger (organiser_id, amount_cents) select max(id), 500 from accounts`,
    )
    const reply = await client.ask('POST /payouts', { token: accessToken })
    await shop.pool.query('alter table ledger drop constraint broken')
    expect(reply.body).toEqual({
      type: 'tag:ticket-shop.example,2026:internal-error',
      title: 'The service has failed',
      status: 500,
      instance: reply.headers.get('x-request-id'),
    })
    expect((await logged(3)).slice(1)).toMatchObject([
      {
        level: 50,
        requestId: reply.headers.get('x-request-id'),
        error: { message: expect.stringContaining('violates check constraint "broken"') },
        msg: 'failed',
      },
      { status: 500, msg: 'request' },
    ])
    expect(JSON.stringify(lines)).not.toContain('-500')
  })
})
