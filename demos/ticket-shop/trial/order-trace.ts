import type { Stage } from '@lab/stage'
import type { HeardSpan } from './receive-spans.ts'

type Waterfall = Parameters<Stage['waterfall']>[0]

/** The spans of the trace that an order has begun. */
export function traceOfOrder(spans: readonly HeardSpan[]): HeardSpan[] {
  const { traceId } = spans.find(({ name }) => name === 'POST /orders') ?? {}
  return spans.filter((span) => span.traceId === traceId)
}

/** Whether the mail of the order is sent, and nothing that it is a part of is still to be heard. */
export function isMailed(spans: readonly HeardSpan[]): boolean {
  const trace = traceOfOrder(spans)
  return trace.some(({ name }) => name === 'mail') && withoutParent(trace).length === 1
}

/** The first span of a trace, and those whose parent is not there. */
export function withoutParent(trace: readonly HeardSpan[]): HeardSpan[] {
  const ids = new Set(trace.map(({ id }) => id))
  return trace.filter(({ parentId }) => parentId === undefined || !ids.has(parentId))
}

/** The longest time in which no process works on the order. */
export function longestGapMs(trace: readonly HeardSpan[]): number {
  let busyUntilMs = Infinity
  let longest = 0
  for (const { startMs, endMs } of trace.toSorted((one, other) => one.startMs - other.startMs)) {
    longest = Math.max(longest, startMs - busyUntilMs)
    busyUntilMs = busyUntilMs === Infinity ? endMs : Math.max(busyUntilMs, endMs)
  }
  return longest
}

/** Puts the spans of one trace into the order of a waterfall: each after what it is a part of. */
export function waterfallOf(title: string, trace: readonly HeardSpan[]): Waterfall {
  const firstMs = Math.min(...trace.map(({ startMs }) => startMs))
  const spans: Waterfall['spans'] = []
  const add = (span: HeardSpan, parent: number | undefined) => {
    const detail = detailOf(span)
    const place = spans.push({
      name: span.name,
      who: span.service,
      startMs: span.startMs - firstMs,
      endMs: span.endMs - firstMs,
      ...(parent === undefined ? {} : { parent }),
      ...(span.isFailed ? { outcome: 'error' as const } : {}),
      ...(detail === undefined ? {} : { detail }),
    })
    const below = trace.filter(({ parentId }) => parentId === span.id)
    for (const child of byStart(below)) add(child, place - 1)
  }
  for (const first of byStart(withoutParent(trace))) add(first, undefined)
  return { title, spans }
}

const byStart = (spans: readonly HeardSpan[]) =>
  spans.toSorted((one, other) => one.startMs - other.startMs)

/** The statement, or what was answered. */
function detailOf({ attributes }: HeardSpan): string | undefined {
  const text = attributes['db.query.text']
  const status = attributes['http.response.status_code']
  return text === undefined
    ? status === undefined
      ? undefined
      : `answered with ${status}`
    : String(text)
}
