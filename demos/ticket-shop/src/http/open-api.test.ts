import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { body, parameter } from './arbitrary-requests.fixture.ts'
import type { Parameter, Schema, Seen } from './arbitrary-requests.fixture.ts'
import { concert, createClient } from './client.fixture.ts'
import type { Client } from './client.fixture.ts'
import { startApi } from './start-api.ts'

interface Response {
  headers?: Record<string, { required?: boolean }>
  content?: Record<string, unknown>
}

interface Operation {
  line: string
  method: string
  path: string
  role: string | undefined
  parameters: Parameter[]
  schema: Schema | undefined
  responses: Record<string, Response>
}

interface Document {
  openapi: string
  paths: Record<
    string,
    Record<
      string,
      {
        security?: { token: string[] }[]
        parameters?: Parameter[]
        requestBody?: { content: { 'application/json': { schema: Schema } } }
        responses: Record<string, Response>
      }
    >
  >
}

let shop: TestShop
let client: Client
let url: string
let document: Document
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({ WITHOUT: 'rate-limiting' }))
  url = opened.use(await startApi(shop)).url
  client = createClient(url)
  document = (await client.ask('GET /openapi.json')).body as Document
})
afterAll(() => opened.disposeAsync())

const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { security, parameters = [], requestBody, responses }]) => ({
        line: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        role: security?.[0]!.token[0],
        parameters,
        schema: requestBody?.content['application/json'].schema,
        responses,
      }),
    ),
  )

describe('openApi', () => {
  it('describes every route, who may ask, and what can go wrong', () => {
    const lines = operationsOf(document).map(({ line, role, responses }) =>
      [line, role ?? 'anyone', ...Object.keys(responses)].join(' '),
    )
    expect(document.openapi).toBe('3.1.1')
    expect(lines).toEqual([])
  })

  it('names every kind of problem', () => {
    expect([...new Set(JSON.stringify(document).match(/tag:[^"]+/g))].toSorted()).toEqual([])
  })
})

describe('the API', () => {
  it('answers what its document says, and never 5xx, whatever comes', async () => {
    const tokens = await prepare()
    const operations = operationsOf(document)
    const seen: Seen = new Map()
    const met = new Map<string, Set<number>>()
    const check = createCheck()
    const request = fc.constantFrom(...operations).chain((operation) =>
      fc.record({
        operation: fc.constant(operation),
        given: fc.tuple(...operation.parameters.map((one) => parameter(one, seen))),
        sent:
          operation.schema === undefined ? fc.constant(undefined) : body(operation.schema, seen),
        who: fc.oneof(
          { weight: 6, arbitrary: fc.constant(operation.role ?? 'buyer') },
          fc.constantFrom('buyer', 'organiser', 'forged', 'none'),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, given, sent, who }) => {
        const { path, headers } = address(operation, given)
        const reply = await fetch(`${url}${path}`, {
          method: operation.method,
          headers: {
            ...headers,
            ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
            ...(who === 'none' ? {} : { authorization: `Bearer ${tokens[who]}` }),
          },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        })
        const text = await reply.text()
        check(operation, reply, text)
        met.set(operation.line, (met.get(operation.line) ?? new Set()).add(reply.status))
        for (const [name, value] of Object.entries(headers)) remember(seen, name, value)
        if (reply.ok && operation.path !== '/openapi.json' && text !== '') {
          rememberAll(seen, JSON.parse(text))
        }
      }),
      { seed: 1, numRuns: 800, endOnFailure: true },
    )
    const found = [...met].map(
      ([line, statuses]) => `${line} ${[...statuses].toSorted().join(' ')}`,
    )
    expect(found.toSorted()).toEqual([])
  })
})

/** One account of each role; to the organiser something is due. */
async function prepare(): Promise<Record<string, string>> {
  const buyer = await client.register('buyer')
  const organiser = await client.register('organiser')
  await client.ask('POST /events', { token: organiser.accessToken, body: concert() })
  await shop.pool.query('insert into ledger (organiser_id, amount_cents) values ($1, 500)', [
    organiser.id,
  ])
  const forged = organiser.accessToken.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  return { buyer: buyer.accessToken, organiser: organiser.accessToken, forged }
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

/** Holds an answer against the document. */
function createCheck() {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'https://shop.example/openapi.json', ...document })
  return (
    { line, method, path, responses }: Operation,
    reply: globalThis.Response,
    text: string,
  ) => {
    const said = `${line} ${reply.status} ${text}`
    expect(reply.status, said).toBeLessThan(500)
    const response = responses[reply.status]
    expect(response, said).toBeDefined()
    for (const [name, { required }] of Object.entries(response!.headers ?? {})) {
      if (required) expect(reply.headers.get(name), said).not.toBeNull()
    }
    const type = reply.headers.get('content-type')?.replace(/;.*/, '')
    expect(type === undefined ? [] : [type], said).toEqual(Object.keys(response!.content ?? {}))
    if (type === undefined) return
    if (!reply.ok) expect(type, said).toBe('application/problem+json')
    const pointer = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      reply.status,
      'content',
      type,
      'schema',
    ]
      .map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const validate = ajv.getSchema(`https://shop.example/openapi.json#/${pointer}`)!
    expect(validate(JSON.parse(text)), `${said} ${JSON.stringify(validate.errors)}`).toBe(true)
  }
}

function remember(seen: Seen, name: string, value: string): void {
  const values = seen.get(name) ?? []
  // The latest are the ones that still mean something.
  seen.set(name, [value, ...values].slice(0, 8))
}

function rememberAll(seen: Seen, value: unknown, name = ''): void {
  if (typeof value === 'string') remember(seen, name, value)
  else if (Array.isArray(value)) for (const one of value) rememberAll(seen, one, name)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) rememberAll(seen, one, key)
  }
}
