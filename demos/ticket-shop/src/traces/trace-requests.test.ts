import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import express from 'express'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiveSpans } from '../../trial/receive-spans.ts'
import type { SpanReceiver } from '../../trial/receive-spans.ts'
import { logRequests } from '../http/log-requests.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import { openTraces } from './open-traces.ts'
import { inSpan } from './spans.ts'
import { traceRequest } from './trace-requests.ts'
import { tracedFetch } from './traced-fetch.ts'

let collector: SpanReceiver
let api: string
/** Answers with the status in its path, and says which trace it was told. */
let anyStatus: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  collector = opened.use(await receiveSpans())
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  opened.use(await openTraces(endpoint, 'api'))
  const shop = opened.use(await openTestShop(endpoint))
  api = opened.use(await startApi(shop)).url
  anyStatus = opened.use(
    await serveOnLoopback((request, response) =>
      response.writeHead(Number(request.url!.slice(1))).end(request.headers['traceparent']),
    ),
  ).url
})
afterAll(() => opened.disposeAsync())

/** The next spans that are heard, up to the one of this name. */
async function heard(name: string, work: () => Promise<unknown>) {
  const before = collector.spans.length
  await work()
  await collector.until((spans) => spans.slice(before).some((span) => span.name === name))
  return collector.spans.slice(before)
}

it('names a request by its route, and says no id that stands in its path', async () => {
  const id = crypto.randomUUID()
  const spans = await heard('GET /events/:id', async () => {
    await fetch(`${api}/nowhere/${id}`)
    await fetch(`${api}/events/987654`)
  })
  const requests = spans.filter(({ parentId }) => parentId === undefined)
  expect(requests).toMatchObject([
    {
      name: 'GET',
      attributes: { 'http.request.method': 'GET', 'http.response.status_code': 404 },
      isFailed: false,
    },
    { name: 'GET /events/:id', attributes: { 'http.route': '/events/:id' }, isFailed: false },
  ])
  expect(JSON.stringify(spans)).not.toMatch(new RegExp(`${id}|987654`))
})

it('leaves no trace of probes', async () => {
  const spans = await heard('GET /openapi.json', async () => {
    await fetch(`${api}/health/ready`)
    await fetch(`${api}/openapi.json`)
  })
  expect(spans.map(({ name }) => name)).not.toContain('GET /health/ready')
})

it('begins a trace of its own, whatever trace a stranger names', async () => {
  const theirs = '0af7651916cd43dd8448eb211c80319c'
  const spans = await heard('GET /events', async () => {
    // Its last digit asks that nothing is recorded.
    const traceparent = `00-${theirs}-b7ad6b7169203331-00`
    await fetch(`${api}/events`, { headers: { traceparent } })
  })
  const [request] = spans.filter(({ parentId }) => parentId === undefined)
  expect(request!.traceId).not.toBe(theirs)
})

it('fails a request that is answered with 500 or more', async () => {
  await using server = await serveOnLoopback((request, response) =>
    traceRequest(request, response, () => response.writeHead(503).end()),
  )
  const spans = await heard('POST', () => fetch(server.url, { method: 'POST' }))
  expect(spans).toMatchObject([{ isFailed: true, attributes: { 'error.type': '503' } }])
})

it('is named in the line that the log has of the request', async () => {
  const lines: string[] = []
  const app = express().use(logRequests(pino({}, { write: (line) => void lines.push(line) })))
  await using server = await serveOnLoopback((request, response) =>
    traceRequest(request, response, () => app(request, response)),
  )
  const [span] = await heard('HEAD', () => fetch(server.url, { method: 'HEAD' }))
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ traceId: span!.traceId }])
})

it('tells another service the trace that asks, and fails when that refuses', async () => {
  const ask = (status: number) =>
    tracedFetch('/{status}', new URL(`${anyStatus}/${status}`), { method: 'POST' })
  let told = ''
  const spans = await heard('buying', () =>
    inSpan('buying', {}, async () => {
      told = await (await ask(201)).text()
      await ask(402)
    }),
  )
  const [taken, refused] = spans
  expect(told).toBe(`00-${taken!.traceId}-${taken!.id}-01`)
  expect([taken, refused]).toMatchObject([
    { name: 'POST /{status}', isFailed: false, attributes: { 'url.template': '/{status}' } },
    { isFailed: true, attributes: { 'error.type': '402', 'http.response.status_code': 402 } },
  ])
  expect(await (await ask(200)).text(), 'outside of a trace').toBe('')
})
