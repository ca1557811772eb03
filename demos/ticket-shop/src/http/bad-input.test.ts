import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signAccessToken } from '../accounts/access-token.ts'
import { openTestShop, withoutLimits } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { allRoutes } from './all-routes.ts'
import { concert, createClient } from './client.fixture.ts'
import type { Client } from './client.fixture.ts'
import { startApi } from './start-api.ts'
import type { Api } from './start-api.ts'

let shop: TestShop
let api: Api
let client: Client
const tokens: Record<string, string> = {}
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({}, withoutLimits))
  api = opened.use(await startApi(shop))
  client = createClient(api.url)
  for (const role of ['buyer', 'organiser'] as const) {
    tokens[role] = (await client.register(role)).accessToken
  }
  tokens['operator'] = signAccessToken(
    { id: '1', role: 'operator', plan: 'standard' },
    shop.configuration,
  )
  // Event 1 is another organiser's, and its order another buyer's.
  const { accessToken: other } = await client.register('organiser')
  await client.ask('POST /events', { token: other, body: concert() })
})
afterAll(() => opened.disposeAsync())

const account = { email: 'eve@example.com', password: 'correct horse', role: 'buyer' }
const order = { eventId: '1', quantity: 2, card: '4242424242424242' }
const uuid = '00000000-0000-4000-8000-000000000001'
const key = { 'idempotency-key': 'a-key' }
const largest = '9223372036854775807'

/** The routes that take a body, each with one that fits. */
const bodies: [line: string, who: string | undefined, body: object][] = [
  ['POST /accounts', undefined, account],
  ['POST /sessions', undefined, { email: account.email, password: account.password }],
  ['POST /sessions/refresh', undefined, { refreshToken: 'x'.repeat(43) }],
  ['POST /sessions/end', undefined, { refreshToken: 'x'.repeat(43) }],
  ['POST /events', 'organiser', concert()],
  ['POST /orders', 'buyer', order],
]

interface Sent {
  who?: string | undefined
  body?: unknown
  headers?: Record<string, string>
}

const problem = z.strictObject({
  type: z.string().startsWith('tag:ticket-shop.example,2026:'),
  title: z.string(),
  status: z.int(),
  instance: z.string(),
  errors: z
    .array(z.strictObject({ in: z.string(), pointer: z.string(), detail: z.string() }))
    .optional(),
})

/** Sends what is refused. Returns the status, the kind of problem, and where the mistakes are. */
async function refusal(line: string, { who, body, headers }: Sent = {}) {
  const reply = await client.ask(line, {
    ...(body === undefined ? {} : { body }),
    ...(who === undefined ? {} : { token: tokens[who] ?? who }),
    headers: line === 'POST /orders' ? { ...key, ...headers } : { ...headers },
  })
  const { type, status, errors = [], instance } = problem.parse(reply.body)
  assert.equal(reply.headers.get('content-type'), 'application/problem+json; charset=utf-8')
  assert.equal(status, reply.status)
  assert.equal(instance, reply.headers.get('x-request-id'))
  const places = errors.map((error) => `${error.in} ${error.pointer}`)
  const at = [...new Set(places)]
  return { is: `${status} ${type.split(':').at(-1)}`, at, headers: reply.headers }
}

const invalid = (...at: string[]) => ({ is: '400 invalid-request', at })

describe('a token of an account that was deleted', () => {
  it.each([
    ['buyer', 'POST /orders', order],
    ['organiser', 'POST /events', concert()],
  ] as const)('of a %s is no log-in to %s', async (role, line, body) => {
    const { id, accessToken: who } = await client.register(role)
    await shop.pool.query('delete from refresh_tokens where account_id = $1', [id])
    await shop.pool.query('delete from accounts where id = $1', [id])
    expect(await refusal(line, { who, body })).toMatchObject({ is: '401 not-logged-in' })
  })
})

describe.each(bodies)('%s', (line, who, body) => {
  it('refuses no body, a list, and what is no JSON', async () => {
    expect(await refusal(line, { who })).toMatchObject({ is: '400 invalid-request' })
    expect(await refusal(line, { who, body: '' })).toMatchObject({ is: '400 invalid-request' })
    expect(await refusal(line, { who, body: [body] })).toMatchObject(invalid('body #'))
    for (const text of ['{', 'null', '1', '"text"', '{"a":1}}']) {
      const sent = { who, body: text }
      expect(await refusal(line, sent)).toMatchObject({ is: '400 malformed-request' })
    }
  })

  it('refuses another type than JSON', async () => {
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'application/json; charset=klingon' },
      { 'content-encoding': 'gzip' },
    ]) {
      const sent = { who, body, headers }
      expect(await refusal(line, sent)).toMatchObject({ is: '415 unsupported-media-type' })
    }
  })

  it('refuses more than 16 kB', async () => {
    const large = { ...body, more: 'x'.repeat(17_000) }
    expect(await refusal(line, { who, body: large })).toMatchObject({ is: '413 body-too-large' })
  })

  it('refuses each part that is missing, of another type, or not known', async () => {
    for (const name of Object.keys(body)) {
      const { [name as never]: _, ...rest } = body
      expect(await refusal(line, { who, body: rest })).toMatchObject(invalid(`body #/${name}`))
      for (const value of [null, true, { a: 1 }, [1], -1, '\u0000', '']) {
        const { is, at } = await refusal(line, { who, body: { ...body, [name]: value } })
        expect(is).toBe('400 invalid-request')
        expect(at[0]).toContain(`body #/${name}`)
      }
    }
    const more = JSON.stringify(body).replace('{', '{"__proto__":1,"a/b~":2,"\\ud800":3,')
    expect(await refusal(line, { who, body: more })).toMatchObject(
      invalid('body #/__proto__', 'body #/a~1b~0', 'body #/%EF%BF%BD'),
    )
  })

  it('tells no more than ten mistakes', async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`k${index}`, 1]))
    expect((await refusal(line, { who, body: many })).at).toHaveLength(10)
  })
})

const protectedLines = [
  ['POST /events', 'buyer'],
  ['GET /events/1/sales', 'buyer'],
  ['POST /payouts', 'buyer'],
  ['POST /orders', 'organiser'],
  [`GET /orders/${uuid}`, 'organiser'],
  ['POST /events/1/waiting-room', 'organiser'],
  ['GET /events/1/waiting-room', 'organiser'],
  ['GET /operator/parked', 'buyer'],
] as const

describe.each(protectedLines)('%s', (line, otherRole) => {
  it('asks for a token that is valid, before anything else', async () => {
    const [header, payload, signature] = tokens['buyer']!.split('.')
    const forged = Buffer.from(atob(payload!).replace('"1"', '"2"')).toString('base64url')
    for (const who of [undefined, 'no-token', `${header}.${forged}.${signature}`, 'a.b.c', '..']) {
      const { is, headers } = await refusal(line, { who })
      expect(is).toBe('401 not-logged-in')
      expect(headers.get('www-authenticate')).toBe('Bearer')
    }
    const basic = { authorization: `Basic ${tokens['buyer']}` }
    expect(await refusal(line, { headers: basic })).toMatchObject({ is: '401 not-logged-in' })
  })

  it('refuses the other role', async () => {
    expect(await refusal(line, { who: otherRole })).toMatchObject({ is: '403 wrong-role' })
  })
})

/** What has the right type, and is wrong all the same: of a body, one part of it. */
const values: [line: string, part: object, at: string][] = [
  ['POST /accounts', { email: 'eve' }, '#/email'],
  ['POST /accounts', { email: `${'e'.repeat(250)}@example.com` }, '#/email'],
  ['POST /accounts', { password: 'x'.repeat(73) }, '#/password'],
  ['POST /accounts', { password: 'é'.repeat(37) }, '#/password'],
  ['POST /accounts', { password: 'seven..' }, '#/password'],
  ['POST /accounts', { password: 'correct\ud800horse' }, '#/password'],
  ['POST /accounts', { role: 'admin' }, '#/role'],
  ['POST /accounts', { plan: 'premium' }, '#/plan'],
  ['POST /sessions', { email: 'eve' }, '#/email'],
  ['POST /sessions/refresh', { refreshToken: 'x'.repeat(42) }, '#/refreshToken'],
  ['POST /sessions/end', { refreshToken: '%'.repeat(43) }, '#/refreshToken'],
  ['POST /events', { title: ' A concert' }, '#/title'],
  ['POST /events', { title: 'A\u0000concert' }, '#/title'],
  ['POST /events', { title: 'A\udc00concert' }, '#/title'],
  ['POST /events', { title: 'x'.repeat(201) }, '#/title'],
  ['POST /events', { startsAt: '2020-01-01T00:00:00Z' }, '#/startsAt'],
  ['POST /events', { startsAt: '9999-12-31T23:59:59-23:59' }, '#/startsAt'],
  ['POST /events', { startsAt: '0000-01-01T00:00:00Z' }, '#/startsAt'],
  ['POST /events', { startsAt: 'tomorrow' }, '#/startsAt'],
  ['POST /events', { venue: { name: 'The hall', city: '' } }, '#/venue/city'],
  ['POST /events', { venue: { name: 'The hall', city: 'Vienna', at: 1 } }, '#/venue/at'],
  ['POST /events', { artists: [] }, '#/artists'],
  ['POST /events', { artists: ['Zoe', 'Zoe'] }, '#/artists'],
  ['POST /events', { artists: ['Zoe', 1] }, '#/artists/1'],
  ['POST /events', { priceCents: 0 }, '#/priceCents'],
  ['POST /events', { priceCents: 1.5 }, '#/priceCents'],
  ['POST /events', { priceCents: 2 ** 53 }, '#/priceCents'],
  ['POST /events', { rows: 0 }, '#/rows'],
  ['POST /events', { rows: 500, seatsPerRow: 41 }, '#/seatsPerRow'],
  ['POST /orders', { quantity: 0 }, '#/quantity'],
  ['POST /orders', { quantity: 9 }, '#/quantity'],
  ['POST /orders', { quantity: '2' }, '#/quantity'],
  ['POST /orders', { card: '4242' }, '#/card'],
  ['POST /orders', { card: '4'.repeat(20) }, '#/card'],
  ['POST /orders', { card: '４'.repeat(16) }, '#/card'],
  ['POST /orders', { eventId: 1 }, '#/eventId'],
  ['POST /orders', { eventId: '01' }, '#/eventId'],
  ['POST /orders', { eventId: '-1' }, '#/eventId'],
  ['POST /orders', { eventId: '99999999999999999999' }, '#/eventId'],
  ['POST /orders', { eventId: '9223372036854775808' }, '#/eventId'],
]

const limits = ['0', '101', '-1', '1.5', 'x', 'NaN', '1e999', '', '1&limit=2', '%00']
const cursors = ['', 'x', 'e30', '%00', '%ff', 'x'.repeat(201)]
const ids = ['0', '-1', '1.0', '1e3', 'x', '%00', '9223372036854775808', '1'.repeat(4_000), "1'--"]
const uuids = ['1', 'x', `${uuid}0`, `{${uuid}}`, uuid.replaceAll('-', ''), '%00']
const unreadable = ['/events/%zz', '/events/%', '/orders/%c3%28', '/events/%zz/sales']

const paths: [line: string, at: string][] = [
  ...limits.map((limit) => [`GET /events?limit=${limit}`, 'query #/limit'] as const),
  ...cursors.map((cursor) => [`GET /events?cursor=${cursor}`, 'query #/cursor'] as const),
  ['GET /events?page=2', 'query #/page'],
  ['GET /events?__proto__=2', 'query #/__proto__'],
  ...ids.map((id) => [`GET /events/${id}`, 'path #/id'] as const),
  ...ids.map((id) => [`GET /events/${id}/sales`, 'path #/id'] as const),
  ...uuids.map((id) => [`GET /orders/${id}`, 'path #/id'] as const),
  ...['retry', 'give-up'].flatMap((decision) => [
    ...uuids.map((id) => [`POST /operator/orders/${id}/${decision}`, 'path #/id'] as const),
    ...uuids.map((id) => [`POST /operator/mails/${id}/${decision}`, 'path #/id'] as const),
    ...ids.map((id) => [`POST /operator/dead-letters/${id}/${decision}`, 'path #/id'] as const),
  ]),
].map(([line, at]) => [line!, at!])

const nowhere = ['/', '/Events', '/events/', '/events/1/', '//events', '/events/1/2/3', '/%00']

const roleOf = (line: string) => {
  if (line.includes('/operator')) return 'operator'
  return line.includes('/orders') ? 'buyer' : 'organiser'
}

describe('bad input', () => {
  it.each(
    values.map(([line, part, at]) => [line, JSON.stringify(part).slice(0, 60), part, at] as const),
  )('is refused by %s: %s', async (line, _title, part, at) => {
    const [, who, body] = bodies.find(([other]) => other === line)!
    const sent = { who, body: { ...body, ...part } }
    expect(await refusal(line, sent)).toMatchObject(invalid(`body ${at}`))
  })

  it.each(paths.map(([line, at]) => [line.slice(0, 60), line, at] as const))(
    'is refused by %s',
    async (_title, line, at) => {
      expect(await refusal(line, { who: roleOf(line) })).toMatchObject(invalid(at))
    },
  )

  it.each(unreadable)('is refused in GET %s', async (path) => {
    expect(await refusal(`GET ${path}`)).toMatchObject({ is: '400 malformed-request' })
  })

  it.each(['', 'with a space', 'x'.repeat(201), 'é'])(
    'is refused as a key: "%s"',
    async (value) => {
      const sent = { who: 'buyer', body: order, headers: { 'idempotency-key': value } }
      expect(await refusal('POST /orders', sent)).toMatchObject(invalid('header #/idempotency-key'))
    },
  )

  it.each([
    `/events/${largest}`,
    `/events/${largest}/sales`,
    '/events/1/sales',
    `/orders/${uuid}`,
    ...nowhere,
  ])('finds nothing at %s', async (path) => {
    const sent = { who: roleOf(path) }
    expect(await refusal(`GET ${path}`, sent)).toMatchObject({ is: '404 not-found', at: [] })
  })

  it('finds no event to order', async () => {
    const sent = { who: 'buyer', body: { ...order, eventId: largest } }
    expect(await refusal('POST /orders', sent)).toMatchObject({ is: '404 not-found' })
  })

  it('gets no payout of nothing', async () => {
    const sent = { who: 'organiser' }
    expect(await refusal('POST /payouts', sent)).toMatchObject({ is: '409 nothing-due' })
  })

  it('gets a problem document also for a path that no router can read', async () => {
    const { hostname, port } = new URL(api.url)
    const socket = connect(Number(port), hostname)
    socket.write('GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const answer = Buffer.concat(await socket.toArray()).toString()
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(answer).toContain('malformed-request')
  })

  it('gets the methods of a path that has others', async () => {
    const allowed = async (line: string) => {
      const { is, headers } = await refusal(line)
      return `${is}: ${headers.get('allow')}`
    }
    expect(await allowed('DELETE /events')).toBe('405 method-not-allowed: GET, HEAD, POST')
    expect(await allowed('PUT /events/1')).toBe('405 method-not-allowed: GET, HEAD')
    expect(await allowed('GET /orders')).toBe('405 method-not-allowed: POST')
    expect(await allowed('OPTIONS /accounts')).toBe('405 method-not-allowed: POST')
    expect(await allowed('POST /health/live')).toBe('405 method-not-allowed: GET, HEAD')
  })

  it('is tried on every route that takes any, or asks who it is', () => {
    const lines = [...bodies, ...protectedLines, ...paths].map(([line]) => line)
    const tried = new Set(
      lines.map((line) => line.replace(/\?.*/, '').replace(uuid, ':id').replace(/\/\d+/, '/:id')),
    )
    const routes = allRoutes()
      .filter(({ input, asker }) => Object.keys(input).length > 0 || asker !== 'anyone')
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(routes.filter((line) => !tried.has(line))).toEqual([])
  })
})
