import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { allRoutes } from './all-routes.ts'
import { concert, createClient } from './client.fixture.ts'
import type { Client, Reply } from './client.fixture.ts'
import { startApi } from './start-api.ts'

let shop: TestShop
let client: Client
let url: string
const tokens: Record<string, string> = {}
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({ WITHOUT: 'rate-limiting' }))
  url = opened.use(await startApi(shop)).url
  client = createClient(url)
  for (const role of ['buyer', 'organiser'] as const) {
    tokens[role] = (await client.register(role)).accessToken
  }
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

interface Bad {
  line: string
  who?: string | undefined
  body?: unknown
  headers?: Record<string, string>
  status: number
  kind: string
  at?: string[]
}

async function expectProblem({ line, who, body, headers, status, kind, at }: Bad): Promise<Reply> {
  const reply = await client.ask(line, {
    ...(body === undefined ? {} : { body }),
    ...(who === undefined ? {} : { token: tokens[who] ?? who }),
    headers: line === 'POST /orders' ? { ...key, ...headers } : { ...headers },
  })
  expect(reply).toMatchObject({
    status,
    body: {
      type: `tag:ticket-shop.example,2026:${kind}`,
      status,
      title: expect.any(String),
      instance: reply.headers.get('x-request-id'),
    },
  })
  expect(reply.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  if (at !== undefined) {
    const { errors } = reply.body as { errors: { in: string; pointer: string }[] }
    const found = new Set(errors.map((error) => `${error.in} ${error.pointer}`))
    expect([...found]).toEqual(at)
  }
  return reply
}

const invalid = { status: 400, kind: 'invalid-request' }

describe.each(bodies)('%s', (line, who, body) => {
  it('refuses no body, another type, and what is no object', async () => {
    await expectProblem({ line, who, ...invalid })
    await expectProblem({ line, who, body: [body], ...invalid, at: ['body #'] })
    const text = { 'content-type': 'text/plain' }
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const unsupported = { status: 415, kind: 'unsupported-media-type' }
    await expectProblem({ line, who, body, headers: text, ...unsupported })
    await expectProblem({ line, who, body: 'a=b', headers: form, ...unsupported })
    const zipped = { 'content-encoding': 'gzip' }
    await expectProblem({ line, who, body, headers: zipped, ...unsupported })
    const charset = { 'content-type': 'application/json; charset=klingon' }
    await expectProblem({ line, who, body, headers: charset, ...unsupported })
  })

  it('refuses text that is no JSON, and more than 16 kB', async () => {
    for (const text of ['{', 'null', '1', '"text"', '{"a":1}}', '']) {
      const status = 400
      const kind = text === '' ? 'invalid-request' : 'malformed-request'
      await expectProblem({ line, who, body: text, status, kind })
    }
    const large = { ...body, more: 'x'.repeat(17_000) }
    await expectProblem({ line, who, body: large, status: 413, kind: 'body-too-large' })
  })

  it('refuses each part that is missing, of another type, or not known', async () => {
    for (const name of Object.keys(body)) {
      const pointer = `body #/${name}`
      const { [name as never]: _, ...rest } = body
      await expectProblem({ line, who, body: rest, ...invalid, at: [pointer] })
      for (const value of [null, true, { a: 1 }, [1], -1, '\u0000', '']) {
        await expectProblem({ line, who, body: { ...body, [name]: value }, ...invalid })
      }
    }
    const more = JSON.stringify(body).replace('{', '{"__proto__":1,"a/b~":2,"\\ud800":3,')
    const at = ['body #/__proto__', 'body #/a~1b~0', 'body #/%EF%BF%BD']
    await expectProblem({ line, who, body: more, ...invalid, at })
  })

  it('tells no more than ten mistakes', async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`k${index}`, 1]))
    const reply = await expectProblem({ line, who, body: many, ...invalid })
    expect((reply.body as { errors: unknown[] }).errors).toHaveLength(10)
  })
})

const protectedLines = [
  ['POST /events', 'buyer'],
  ['GET /events/1/sales', 'buyer'],
  ['POST /payouts', 'buyer'],
  ['POST /orders', 'organiser'],
  [`GET /orders/${uuid}`, 'organiser'],
] as const

describe.each(protectedLines)('%s', (line, otherRole) => {
  it('asks for a token that is valid, before anything else', async () => {
    const [header, payload, signature] = tokens['buyer']!.split('.')
    const forged = Buffer.from(atob(payload!).replace('"1"', '"2"')).toString('base64url')
    for (const who of [undefined, 'no-token', `${header}.${forged}.${signature}`, 'a.b.c', '..']) {
      const reply = await expectProblem({ line, who, status: 401, kind: 'not-logged-in' })
      expect(reply.headers.get('www-authenticate')).toBe('Bearer')
    }
    const basic = { authorization: `Basic ${tokens['buyer']}` }
    await expectProblem({ line, headers: basic, status: 401, kind: 'not-logged-in' })
  })

  it('refuses the other role', async () => {
    await expectProblem({ line, who: otherRole, status: 403, kind: 'wrong-role' })
  })
})

const notFound = { status: 404, kind: 'not-found' }

const bad: Bad[] = [
  // Values that have the right type.
  { line: 'POST /accounts', body: { ...account, email: 'eve' }, ...invalid, at: ['body #/email'] },
  {
    line: 'POST /accounts',
    body: { ...account, email: `${'e'.repeat(250)}@example.com` },
    ...invalid,
  },
  { line: 'POST /accounts', body: { ...account, password: 'x'.repeat(73) }, ...invalid },
  { line: 'POST /accounts', body: { ...account, password: 'seven..' }, ...invalid },
  { line: 'POST /accounts', body: { ...account, password: 'correct\ud800horse' }, ...invalid },
  { line: 'POST /accounts', body: { ...account, role: 'admin' }, ...invalid, at: ['body #/role'] },
  {
    line: 'POST /accounts',
    body: { ...account, plan: 'premium' },
    ...invalid,
    at: ['body #/plan'],
  },
  { line: 'POST /sessions/refresh', body: { refreshToken: 'x'.repeat(42) }, ...invalid },
  ...[
    [{ title: ' A concert' }, '#/title'],
    [{ title: 'A\u0000concert' }, '#/title'],
    [{ title: 'A\udc00concert' }, '#/title'],
    [{ title: 'x'.repeat(201) }, '#/title'],
    [{ startsAt: '2020-01-01T00:00:00Z' }, '#/startsAt'],
    [{ startsAt: '9999-12-31T23:59:59-23:59' }, '#/startsAt'],
    [{ startsAt: '0000-01-01T00:00:00Z' }, '#/startsAt'],
    [{ startsAt: 'tomorrow' }, '#/startsAt'],
    [{ venue: { name: 'The hall', city: '' } }, '#/venue/city'],
    [{ venue: { name: 'The hall', city: 'Vienna', at: 1 } }, '#/venue/at'],
    [{ artists: [] }, '#/artists'],
    [{ artists: ['Zoe', 'Zoe'] }, '#/artists'],
    [{ artists: ['Zoe', 1] }, '#/artists/1'],
    [{ priceCents: 0 }, '#/priceCents'],
    [{ priceCents: 1.5 }, '#/priceCents'],
    [{ priceCents: 2 ** 53 }, '#/priceCents'],
    [{ rows: 1.5 }, '#/rows'],
    [{ rows: 500, seatsPerRow: 41 }, '#/seatsPerRow'],
  ].map(([change, pointer]) => ({
    line: 'POST /events',
    who: 'organiser',
    body: { ...concert(), ...(change as object) },
    ...invalid,
    at: [`body ${pointer as string}`],
  })),
  ...[
    [{ quantity: 0 }, '#/quantity'],
    [{ quantity: 9 }, '#/quantity'],
    [{ quantity: '2' }, '#/quantity'],
    [{ card: '4242' }, '#/card'],
    [{ card: '4'.repeat(20) }, '#/card'],
    [{ card: '４'.repeat(16) }, '#/card'],
    [{ eventId: 1 }, '#/eventId'],
    [{ eventId: '01' }, '#/eventId'],
    [{ eventId: '-1' }, '#/eventId'],
    [{ eventId: '99999999999999999999' }, '#/eventId'],
    [{ eventId: '9223372036854775808' }, '#/eventId'],
  ].map(([change, pointer]) => ({
    line: 'POST /orders',
    who: 'buyer',
    body: { ...order, ...(change as object) },
    ...invalid,
    at: [`body ${pointer as string}`],
  })),
  ...['', 'with a space', 'x'.repeat(201), 'é'].map((value) => ({
    line: 'POST /orders',
    who: 'buyer',
    body: order,
    headers: { 'idempotency-key': value },
    ...invalid,
    at: ['header #/idempotency-key'],
  })),

  // Paths and queries.
  ...[
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=NaN',
    'limit=1e999',
    'limit=',
    'limit=1&limit=2',
  ].map((query) => ({ line: `GET /events?${query}`, ...invalid, at: ['query #/limit'] })),
  ...[
    'cursor=',
    'cursor=x',
    'cursor=e30',
    'cursor=%00',
    `cursor=${'x'.repeat(201)}`,
    'cursor=%ff',
  ].map((query) => ({ line: `GET /events?${query}`, ...invalid, at: ['query #/cursor'] })),
  { line: 'GET /events?page=2', ...invalid, at: ['query #/page'] },
  { line: 'GET /events?__proto__=2', ...invalid, at: ['query #/__proto__'] },
  ...[
    '0',
    '-1',
    '1.0',
    '1e3',
    'x',
    '%00',
    '9223372036854775808',
    '1'.repeat(4_000),
    "1'--",
  ].flatMap((id) => [
    { line: `GET /events/${id}`, ...invalid, at: ['path #/id'] },
    { line: `GET /events/${id}/sales`, who: 'organiser', ...invalid, at: ['path #/id'] },
  ]),
  ...['1', 'x', `${uuid}0`, `{${uuid}}`, uuid.replaceAll('-', ''), '%00'].map((id) => ({
    line: `GET /orders/${id}`,
    who: 'buyer',
    ...invalid,
    at: ['path #/id'],
  })),
  ...['/events/%zz', '/events/%', '/orders/%c3%28', '/events/%zz/sales'].map((path) => ({
    line: `GET ${path}`,
    who: 'buyer',
    status: 400,
    kind: 'malformed-request',
  })),

  // What is not there, or not theirs.
  { line: `GET /events/${largest}`, ...notFound },
  { line: `GET /events/${largest}/sales`, who: 'organiser', ...notFound },
  { line: 'GET /events/1/sales', who: 'organiser', ...notFound },
  { line: `GET /orders/${uuid}`, who: 'buyer', ...notFound },
  { line: 'POST /orders', who: 'buyer', body: { ...order, eventId: largest }, ...notFound },
  { line: 'POST /payouts', who: 'organiser', status: 409, kind: 'nothing-due' },
  ...[
    '/',
    '/Events',
    '/events/',
    '/events/1/',
    '//events',
    '/events/1/2/3',
    '/openapi',
    '/%00',
  ].map((path) => ({ line: `GET ${path}`, ...notFound })),
]

describe('bad input', () => {
  it.each(bad)('$line $body $headers: $status', async (one) => {
    await expectProblem(one)
  })

  it('gets the methods of a path that has others', async () => {
    const allowed = async (line: string) => {
      const reply = await expectProblem({ line, status: 405, kind: 'method-not-allowed' })
      return reply.headers.get('allow')
    }
    expect(await allowed('DELETE /events')).toBe('GET, HEAD, POST')
    expect(await allowed('PUT /events/1')).toBe('GET, HEAD')
    expect(await allowed('GET /orders')).toBe('POST')
    expect(await allowed('OPTIONS /accounts')).toBe('POST')
    expect(await allowed('POST /health/live')).toBe('GET, HEAD')
  })

  it('is tried on every route', () => {
    const tried = new Set(
      [
        ...bodies.map(([line]) => line),
        ...protectedLines.map(([line]) => line),
        ...bad.map(({ line }) => line),
      ].map((line) => line.replace(/\?.*/, '').replace(uuid, ':id').replace(/\/\d+/, '/:id')),
    )
    const routes = allRoutes(() => false)
      .filter(({ input, asker }) => Object.keys(input).length > 0 || asker !== 'anyone')
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(routes.filter((line) => !tried.has(line))).toEqual([])
  })
})
