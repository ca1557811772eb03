// Spans, as the parts of the shop make them. Without `openTraces` all of this does nothing.
import { ROOT_CONTEXT, context, propagation, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Attributes, Context, Span, SpanKind } from '@opentelemetry/api'
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions'

/** That of the process, as long as its traces are open. */
export const tracer = () => trace.getTracer('ticket-shop')

/** No convention has it: it is this shop's. */
export const orderAttribute = 'shop.order.id'

export interface SpanOptions {
  kind?: SpanKind
  attributes?: Attributes
  /** What it is a part of. By default what is under way here. */
  parent?: Context
}

/** Does work in a span of its own, which fails when the work does. */
export function inSpan<Result>(
  name: string,
  { parent = context.active(), ...options }: SpanOptions,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  return tracer().startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      failSpan(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** Says which kind of error it is, and not its message: PostgreSQL repeats values in some of its own. */
export function failSpan(span: Span | undefined, error: unknown): void {
  const { code, name = 'error' } = error as { code?: unknown; name?: string }
  span?.setAttribute(ATTR_ERROR_TYPE, typeof code === 'string' ? code : name)
  span?.setStatus({ code: SpanStatusCode.ERROR })
}

/** Whether what is under way here belongs to a trace: a look for work that finds none does not. */
export const isTraced = (): boolean => trace.getActiveSpan()?.isRecording() === true

/** Of a message or a request that goes out: `traceparent`, or nothing outside of a trace. */
export function traceHeaders(of: Context = context.active()): Record<string, string> {
  const headers: Record<string, string> = {}
  propagation.inject(of, headers)
  return headers
}

/** Where the trace is that is under way here, for a column of a row that goes on with it. */
export const traceparent = (): string | null => traceHeaders()['traceparent'] ?? null

/** The trace that such a text names. Of none, or of garbage, a new one. */
export const contextOf = (parent: string | null | undefined): Context =>
  propagation.extract(ROOT_CONTEXT, { traceparent: parent ?? undefined })
