// Sends the spans of a process to a collector, by OTLP over HTTP. A collector that is away or silent
// costs nothing but the spans: so many wait for it, and what comes beyond is dropped.
import { setTimeout as wait } from 'node:timers/promises'
import { context, propagation, trace } from '@opentelemetry/api'
import type { SpanExporter } from '@opentelemetry/sdk-trace'
import {
  ATTR_SERVICE_INSTANCE_ID,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_NAMESPACE,
} from '@opentelemetry/semantic-conventions'
import type { Configuration } from '../configuration.ts'
import { traceCommands } from './trace-commands.ts'

/** Enough for some seconds of a busy shop, and a few megabytes. */
const mostWaiting = 2_048
const pauseMs = 500
/** How long a collector may take to answer. */
const answerMs = 2_000
/** How long a process that ends waits for it. */
const endMs = 1_000

/**
 * Once for a process. Without `OTEL_EXPORTER_OTLP_ENDPOINT` nothing is loaded, and no span is made.
 * Disposing it sends what is left, and waits no longer than a second.
 *
 * @param role Which part of the shop this process is.
 */
export async function openTraces(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Pick<Configuration, 'OTEL_EXPORTER_OTLP_ENDPOINT'>,
  role: string,
): Promise<AsyncDisposable> {
  if (endpoint === undefined) return { async [Symbol.asyncDispose]() {} }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  // As the specification has it: the path of the signal comes after that of the collector.
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  return sendSpans(new OTLPTraceExporter({ url, timeoutMillis: answerMs }), role)
}

async function sendSpans(exporter: SpanExporter, role: string): Promise<AsyncDisposable> {
  const [sdk, hooks, core, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
  ])
  const provider = new sdk.TracerProvider({
    resource: resources.resourceFromAttributes({
      [ATTR_SERVICE_NAMESPACE]: 'ticket-shop',
      [ATTR_SERVICE_NAME]: role,
      [ATTR_SERVICE_INSTANCE_ID]: crypto.randomUUID(),
    }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter,
        maxQueueSize: mostWaiting,
        scheduledDelayMillis: pauseMs,
        exportTimeoutMillis: answerMs,
      }),
    ],
  })
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  const commands = traceCommands()
  return {
    async [Symbol.asyncDispose]() {
      commands[Symbol.dispose]()
      await Promise.race([
        provider.shutdown().catch(() => {}),
        wait(endMs, undefined, { ref: false }),
      ])
      for (const part of [trace, propagation, context]) part.disable()
    },
  }
}
