import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signAccessToken } from '../accounts/access-token.ts'
import { openTestShop, withoutLimits } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { body, parameter } from './arbitrary-requests.fixture.ts'
import type { Seen } from './arbitrary-requests.fixture.ts'
import { createCheck, operationsOf } from './check-answer.fixture.ts'
import type { Document, Operation } from './check-answer.fixture.ts'
import { concert, createClient } from './client.fixture.ts'
import type { Client } from './client.fixture.ts'
import { startApi } from './start-api.ts'

let shop: TestShop
let client: Client
let url: string
let document: Document
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({}, withoutLimits))
  url = opened.use(await startApi(shop)).url
  client = createClient(url)
  document = (await client.ask('GET /openapi.json')).body as Document
})
afterAll(() => opened.disposeAsync())

const decisions = ['orders', 'dead-letters', 'mails'].flatMap((subject) =>
  ['retry', 'give-up'].map((decision) => `POST /operator/${subject}/{id}/${decision}`),
)

describe('openApi', () => {
  it('describes every route, who may ask, and what can go wrong', () => {
    const lines = operationsOf(document).map(({ line, role, responses }) =>
      [line, role ?? 'anyone', ...Object.keys(responses)].join(' '),
    )
    expect(document.openapi).toBe('3.1.1')
    expect(lines).toEqual([
      'GET /openapi.json anyone 200 500 503',
      'GET /health/live anyone 200 500 503',
      'GET /health/ready anyone 200 500 503',
      'POST /accounts anyone 201 400 409 413 415 429 500 503',
      'POST /sessions anyone 201 400 401 413 415 429 500 503',
      'POST /sessions/refresh anyone 201 400 401 413 415 429 500 503',
      'POST /sessions/end anyone 204 400 413 415 429 500 503',
      'GET /events anyone 200 400 429 500 503',
      'POST /events organiser 201 400 401 403 413 415 429 500 503',
      'GET /events/{id} anyone 200 400 404 429 500 503',
      'GET /events/{id}/sales organiser 200 400 401 403 404 429 500 503',
      'POST /events/{id}/waiting-room buyer 201 400 401 403 404 429 500 503',
      'GET /events/{id}/waiting-room buyer 200 400 401 403 404 428 429 500 503',
      'POST /orders buyer 200 202 400 401 403 404 409 413 415 422 428 429 500 503',
      'GET /orders/{id} buyer 200 400 401 403 404 429 500 503',
      'POST /payouts organiser 201 401 403 409 429 500 503',
      'GET /operator/parked operator 200 401 403 429 500 503',
      ...decisions.map((line) => `${line} operator 201 400 401 403 404 429 500 503`),
    ])
  })

  it('is written as text once, however often it is asked for', async () => {
    using stringify = vi.spyOn(JSON, 'stringify')
    const answers = [await fetch(`${url}/openapi.json`), await fetch(`${url}/openapi.json`)]
    expect(answers.map(({ headers }) => headers.get('content-type'))).toEqual([
      'application/json; charset=utf-8',
      'application/json; charset=utf-8',
    ])
    const texts = stringify.mock.results.map(({ value }) => String(value))
    expect(texts.filter((text) => text.includes('"openapi"'))).toEqual([])
  })

  it('names every kind of problem', () => {
    const { description } = document.info
    const kinds = description.match(/(?<=2026:)[\w-]+/g)
    expect(kinds).toEqual([
      'invalid-request',
      'malformed-request',
      'not-logged-in',
      'wrong-credentials',
      'refresh-refused',
      'wrong-role',
      'not-found',
      'method-not-allowed',
      'email-taken',
      'sold-out',
      'nothing-due',
      'body-too-large',
      'unsupported-media-type',
      'key-of-another-request',
      'ticket-needed',
      'not-your-turn',
      'internal-error',
      'unavailable',
    ])
  })
})

describe('the API', () => {
  it('answers what its document says, and never 5xx, whatever comes', async () => {
    const seen: Seen = new Map()
    const tokens = await prepare(seen)
    const operations = operationsOf(document)
    const withBody = operations.filter(({ schema }) => schema !== undefined)
    const met = new Map<string, Set<number>>()
    const complain = createCheck(document)
    const request = fc.constantFrom(...operations, ...withBody, ...withBody).chain((operation) =>
      fc.record({
        operation: fc.constant(operation),
        given: fc.tuple(...operation.parameters.map((one) => parameter(one, seen))),
        sent:
          operation.schema === undefined ? fc.constant(undefined) : body(operation.schema, seen),
        type: fc.oneof(
          { weight: 20, arbitrary: fc.constant('application/json') },
          fc.constantFrom('text/plain', 'application/json; charset=klingon', 'application/xml'),
        ),
        who: fc.oneof(
          { weight: 6, arbitrary: fc.constant(operation.role ?? 'buyer') },
          fc.constantFrom('buyer', 'organiser', 'forged', 'deleted', 'none'),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, given, sent, type, who }) => {
        const { path, headers } = address(operation, given)
        const reply = await fetch(`${url}${path}`, {
          method: operation.method,
          headers: {
            ...headers,
            ...(sent === undefined ? {} : { 'content-type': type }),
            ...(who === 'none' ? {} : { authorization: `Bearer ${tokens[who]}` }),
          },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        })
        const text = await reply.text()
        expect(complain(operation, reply, text)).toBeUndefined()
        met.set(operation.line, (met.get(operation.line) ?? new Set()).add(reply.status))
        for (const [name, value] of Object.entries(headers)) remember(seen, name, value)
        if (reply.ok && operation.path !== '/openapi.json' && text !== '') {
          rememberAll(seen, JSON.parse(text))
        }
      }),
      { seed: 3, numRuns: 600, endOnFailure: true },
    )
    const never = (one: (status: number) => boolean) =>
      operations.map(({ line }) => line).filter((line) => ![...met.get(line)!].some(one))
    // There is no waiting room here, and nothing is parked.
    const rooms = ['POST', 'GET'].map((method) => `${method} /events/{id}/waiting-room`)
    expect(never((status) => status < 300)).toEqual([...rooms, ...decisions])
    expect(never((status) => status >= 400)).toEqual([
      'GET /openapi.json',
      'GET /health/live',
      'GET /health/ready',
    ])
  })
})

/** One account of each role; to the organiser something is due. */
async function prepare(seen: Seen): Promise<Record<string, string>> {
  const buyer = await client.register('buyer')
  const organiser = await client.register('organiser')
  await client.ask('POST /events', { token: organiser.accessToken, body: concert() })
  await shop.pool.query('insert into ledger (organiser_id, amount_cents) values ($1, 500)', [
    organiser.id,
  ])
  rememberAll(seen, { ...buyer, password: 'correct horse' })
  const { rows } = await shop.pool.query(
    `insert into accounts (email, password_hash, role) values ('o@example.com', '', 'operator')
     returning id`,
  )
  const operator = signAccessToken(
    { id: rows[0].id, role: 'operator', plan: 'standard' },
    shop.configuration,
  )
  const gone = await client.register('buyer')
  await shop.pool.query('delete from refresh_tokens where account_id = $1', [gone.id])
  await shop.pool.query('delete from accounts where id = $1', [gone.id])
  const forged = organiser.accessToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  return {
    buyer: buyer.accessToken,
    organiser: organiser.accessToken,
    forged,
    operator,
    deleted: gone.accessToken,
  }
}

function address(operation: Operation, given: (string | undefined)[]) {
  const headers: Record<string, string> = {}
  const query: string[] = []
  let path = operation.path
  operation.parameters.forEach(({ in: place, name }, index) => {
    const value = given[index]
    if (value === undefined) return
    if (place === 'path') path = path.replace(`{${name}}`, value)
    else if (place === 'query') query.push(`${name}=${value}`)
    else headers[name] = value
  })
  return { path: query.length > 0 ? `${path}?${query.join('&')}` : path, headers }
}

function remember(seen: Seen, name: string, value: string): void {
  const values = seen.get(name) ?? []
  // The latest are the ones that still mean something.
  seen.set(name, [value, ...values].slice(0, 50))
}

function rememberAll(seen: Seen, value: unknown, name = ''): void {
  if (typeof value === 'string') remember(seen, name, value)
  else if (Array.isArray(value)) for (const one of value) rememberAll(seen, one, name)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) rememberAll(seen, one, key)
  }
}
