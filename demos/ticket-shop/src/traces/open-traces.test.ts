import { setTimeout as wait } from 'node:timers/promises'
import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import { expect, it } from 'vitest'
import { openTraces } from './open-traces.ts'
import { inSpan, isTraced, traceHeaders } from './spans.ts'

const leave = (count: number) =>
  Promise.all(Array.from({ length: count }, () => inSpan('a span', {}, async () => {})))

it('makes no span without a collector', async () => {
  await using _traces = await openTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined }, 'api')
  await inSpan('a span', {}, async (span) => {
    expect([span.isRecording(), isTraced(), traceHeaders()]).toEqual([false, false, {}])
  })
})

it.each(['silent', 'gone'])('waits a second at most for a collector that is %s', async (how) => {
  await using silent = await serveOnLoopback(() => {})
  const url = how === 'silent' ? silent.url : 'http://127.0.0.1:1'
  const traces = await openTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: url }, 'api')
  await leave(1)
  const began = performance.now()
  await traces[Symbol.asyncDispose]()
  // Below what a collector may take to answer.
  expect(performance.now() - began).toBeLessThan(1_900)
})

it('keeps so many spans for a collector that is silent, drops the others, and sends again later', async () => {
  let isSilent = true
  let heard = 0
  await using collector = await serveOnLoopback((request, response) => {
    if (isSilent) return
    request.setEncoding('utf8').on('data', (text: string) => {
      heard += text.split('"spanId"').length - 1
    })
    request.once('end', () => response.writeHead(200).end('{}'))
  })
  const traces = await openTraces({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, 'api')
  await leave(10_000)
  while (heard === 0) {
    await wait(100)
    isSilent = false
  }
  await traces[Symbol.asyncDispose]()
  expect(heard).toBeLessThanOrEqual(2_048)
  expect(heard).toBeGreaterThan(0)
})
