// A collector for a demo and for tests: hears spans by OTLP over HTTP, as JSON, and keeps them.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'

type Value = string | number | boolean | undefined

export interface HeardSpan {
  traceId: string
  id: string
  /** Undefined for the first one of a trace. */
  parentId: string | undefined
  name: string
  /** The role of its process, and which of its processes. */
  service: string
  instance: string
  /** Milliseconds since 1970. */
  startMs: number
  endMs: number
  isFailed: boolean
  attributes: Record<string, Value>
}

export interface SpanReceiver extends AsyncDisposable {
  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` has to be. */
  url: string
  spans: readonly HeardSpan[]
  /** Waits until so much was heard, or for so long that it does not come any more. */
  until(isHeard: (spans: readonly HeardSpan[]) => boolean): Promise<void>
}

/** Far longer than a process keeps spans back, and than an order takes. */
const patienceMs = 30_000

export async function receiveSpans(): Promise<SpanReceiver> {
  const spans: HeardSpan[] = []
  const server = await serveOnLoopback((request, response) => void keep(request, response))
  async function keep(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString()
    spans.push(...readSpans(JSON.parse(text) as Sent))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }
  return {
    url: server.url,
    spans,
    async until(isHeard) {
      const began = performance.now()
      while (!isHeard(spans) && performance.now() - began < patienceMs) await wait(20)
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** What the shop's exporter writes of the protocol. */
interface Sent {
  resourceSpans: {
    resource: { attributes: SentAttribute[] }
    scopeSpans: { spans: SentSpan[] }[]
  }[]
}

interface SentSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  status: { code: number }
  attributes: SentAttribute[]
}

interface SentAttribute {
  key: string
  value: { stringValue?: string; intValue?: number | string; boolValue?: boolean }
}

const failed = 2

function readSpans({ resourceSpans }: Sent): HeardSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const { 'service.name': service, 'service.instance.id': instance } = readAttributes(
      resource.attributes,
    )
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        traceId: span.traceId,
        id: span.spanId,
        parentId: span.parentSpanId,
        name: span.name,
        service: String(service),
        instance: String(instance),
        startMs: Number(span.startTimeUnixNano) / 1e6,
        endMs: Number(span.endTimeUnixNano) / 1e6,
        isFailed: span.status.code === failed,
        attributes: readAttributes(span.attributes),
      })),
    )
  })
}

function readAttributes(attributes: readonly SentAttribute[]): Record<string, Value> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, boolValue } }) => [
      key,
      stringValue ?? (intValue === undefined ? boolValue : Number(intValue)),
    ]),
  )
}
