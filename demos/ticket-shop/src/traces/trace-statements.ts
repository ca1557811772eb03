import { context, SpanKind } from '@opentelemetry/api'
import type { Span } from '@opentelemetry/api'
import {
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
} from '@opentelemetry/semantic-conventions'
import type { Pool, PoolClient } from 'pg'
import { failSpan, isTraced, tracer } from './spans.ts'

type Callback = (error: unknown, ...rest: unknown[]) => void
type AnyFunction = (...args: unknown[]) => unknown

/**
 * Gives each statement that belongs to a trace a span, with its text and without its values: the shop
 * puts no value into a text.
 */
export function traceStatements(pool: Pool): void {
  const connect = pool.connect.bind(pool) as AnyFunction
  // A connection comes back in the trace of the one who gives it back.
  const bound = (done?: Callback) =>
    connect(done === undefined ? undefined : context.bind(context.active(), done))
  pool.connect = bound as Pool['connect']
  pool.on('connect', traceClient)
}

function traceClient(client: PoolClient): void {
  const query = client.query.bind(client) as AnyFunction
  const traced = (...args: unknown[]) => {
    const text = textOf(args[0])
    if (text === undefined || !isTraced()) return query(...args)
    const span = startStatement(text)
    const done = args.at(-1)
    if (typeof done === 'function')
      return query(...args.slice(0, -1), ending(span, done as Callback))
    const reply = query(...args) as Promise<unknown>
    reply.then(() => span.end(), ending(span))
    return reply
  }
  client.query = traced as PoolClient['query']
}

/** A query that is an object of its own, as a cursor, says itself when it ends. */
function textOf(query: unknown): string | undefined {
  if (typeof query === 'string') return query
  const { text, submit } = query as { text?: string; submit?: unknown }
  return submit === undefined ? text : undefined
}

function startStatement(text: string): Span {
  const outer = outermost(text)
  const [operation = ''] =
    /\b(?:select|insert|update|delete)\b/.exec(outer) ?? /\w+/.exec(outer) ?? []
  const [, table] = /\b(?:from|into|update)\s+(\w+)/.exec(outer) ?? []
  const summary = table === undefined ? operation : `${operation} ${table}`
  return tracer().startSpan(summary, {
    kind: SpanKind.CLIENT,
    attributes: {
      [ATTR_DB_SYSTEM_NAME]: 'postgresql',
      [ATTR_DB_OPERATION_NAME]: operation,
      [ATTR_DB_QUERY_SUMMARY]: summary,
      [ATTR_DB_QUERY_TEXT]: text.replaceAll(/\s+/g, ' '),
    },
  })
}

/** The tables of a subquery are not what the statement is about. */
function outermost(text: string): string {
  const without = text.replaceAll(/\([^()]*\)/g, '')
  return without === text ? text : outermost(without)
}

function ending(span: Span, done?: Callback): Callback {
  const hear = context.bind(context.active(), done ?? (() => {}))
  return (error, ...rest) => {
    if (error) failSpan(span, error)
    span.end()
    hear(error, ...rest)
  }
}
