// ioredis says itself when a command begins and ends.
import { tracingChannel } from 'node:diagnostics_channel'
import type { Span } from '@opentelemetry/api'
import { SpanKind } from '@opentelemetry/api'
import { ATTR_DB_OPERATION_NAME, ATTR_DB_SYSTEM_NAME } from '@opentelemetry/semantic-conventions'
import type { CommandTraceContext } from 'ioredis'
import { failSpan, isTraced, tracer } from './spans.ts'

/** Gives each command to Redis a span, without its arguments: a key holds an address or an account. */
export function traceCommands(): Disposable {
  const spans = new WeakMap<CommandTraceContext, Span>()
  const channel = tracingChannel<CommandTraceContext, CommandTraceContext>('ioredis:command')
  const hear = {
    start(command: CommandTraceContext) {
      if (!isTraced()) return
      const attributes = {
        [ATTR_DB_SYSTEM_NAME]: 'redis',
        [ATTR_DB_OPERATION_NAME]: command.command,
      }
      spans.set(command, tracer().startSpan(command.command, { kind: SpanKind.CLIENT, attributes }))
    },
    error: (command: CommandTraceContext & { error: unknown }) =>
      failSpan(spans.get(command), command.error),
    asyncEnd: (command: CommandTraceContext) => spans.get(command)?.end(),
  }
  channel.subscribe(hear)
  return { [Symbol.dispose]: () => channel.unsubscribe(hear) }
}
