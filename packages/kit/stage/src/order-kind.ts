import type { Outcome } from '@lab/conductor'
import type { OutcomeCounts, OutcomeKind } from './events.ts'

/** Tells the kinds of outcomes apart without colours. */
export const kindSigns: Record<OutcomeKind, string> = {
  holds: '✓',
  breaks: '✗',
  deadlock: '◆',
  'serialization failure': '▲',
}

/** After these nothing of the transaction stays, and its client runs it again. */
const errorsToRetry: readonly (readonly [code: string, kind: OutcomeKind])[] = [
  ['40P01', 'deadlock'],
  ['40001', 'serialization failure'],
]

/**
 * Says what became of an order. An error to retry is no loss, and hides none: a violation that is
 * about the error names its code, as `bob got no answer (failed: 40001)`; any other one is a loss.
 *
 * @param codes Those with which actors failed.
 */
export function orderKind(codes: readonly string[], violation: string | undefined): OutcomeKind {
  const toRetry = errorsToRetry.find(
    ([code]) => codes.includes(code) && (violation === undefined || violation.includes(code)),
  )
  if (toRetry !== undefined) return toRetry[1]
  return violation === undefined ? 'holds' : 'breaks'
}

export function outcomeKind({ endings, violation }: Outcome): OutcomeKind {
  const codes = Object.values(endings).flatMap((ending) =>
    ending.kind === 'failed' ? [ending.code] : [],
  )
  return orderKind(codes, violation)
}

/** Counts the orders of races by how they end. */
export function countKinds(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts: OutcomeCounts = {}
  for (const outcome of outcomes) {
    const kind = outcomeKind(outcome)
    counts[kind] = (counts[kind] ?? 0) + outcome.schedules
  }
  return counts
}
