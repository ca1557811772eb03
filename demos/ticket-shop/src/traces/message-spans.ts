import { SpanKind, trace } from '@opentelemetry/api'
import type { Attributes, Context, Span } from '@opentelemetry/api'
import type { IHeaders } from 'kafkajs'
import { contextOf, inSpan, traceHeaders, tracer } from './spans.ts'

// The conventions for messages are not stable yet: these names are theirs of today.
const attributesOf = (operation: 'send' | 'process', topic: string): Attributes => ({
  'messaging.system.name': 'kafka',
  'messaging.operation.name': operation,
  'messaging.operation.type': operation,
  'messaging.destination.name': topic,
})

interface Topic {
  /** As the shop calls it. */
  topic: string
  /** What it is called on the server. */
  name: string
}

const sendingOptions = ({ name }: Topic) => ({
  kind: SpanKind.PRODUCER,
  attributes: attributesOf('send', name),
})

/** Sends a message, whose headers name the trace that is under way here. */
export const inSendingSpan = <Result>(
  topic: Topic,
  send: (headers: Record<string, string>) => Promise<Result>,
): Promise<Result> =>
  inSpan(`send ${topic.topic}`, sendingOptions(topic), () => send(traceHeaders()))

/** Begins to send one message of a batch: each belongs to a trace of its own. */
export function beginSending(
  topic: Topic,
  parent: Context,
): { span: Span; headers: Record<string, string> } {
  const span = tracer().startSpan(`send ${topic.topic}`, sendingOptions(topic), parent)
  return { span, headers: traceHeaders(trace.setSpan(parent, span)) }
}

interface Received extends Topic {
  group: string
  partition: number
  message: { offset: string; headers?: IHeaders }
}

/** Works on a message in the trace that its headers name. */
export function inMessageSpan<Result>(
  { topic, name, group, partition, message }: Received,
  work: () => Promise<Result>,
): Promise<Result> {
  const attributes = {
    ...attributesOf('process', name),
    'messaging.consumer.group.name': group,
    'messaging.destination.partition.id': String(partition),
    'kafka.offset': Number(message.offset),
  }
  const parent = contextOf(message.headers?.['traceparent']?.toString())
  return inSpan(`process ${topic}`, { kind: SpanKind.CONSUMER, attributes, parent }, work)
}
