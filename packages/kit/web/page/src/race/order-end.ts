import type { OutcomeKind } from '@lab/stage'
import { kindSigns, orderKind } from '@lab/stage/order-kind'
import type { TimelineBlock } from '../story.ts'

/** How a run ended, in words with a sign. */
export interface OrderEnd {
  kind: OutcomeKind
  text: string
}

/** Tells losses from errors to retry, after which nothing is lost. */
export function orderEnd(
  moments: TimelineBlock['moments'],
  violation: string | undefined,
): OrderEnd {
  const failed = moments.filter((moment) => moment.type === 'failed')
  const kind = orderKind(
    failed.map(({ code }) => code),
    violation,
  )
  return { kind, text: `${kindSigns[kind]} ${endText(kind, failed, violation)}` }
}

function endText(
  kind: OutcomeKind,
  failed: readonly { actor: string; code: string }[],
  violation: string | undefined,
): string {
  if (kind === 'holds') return 'nothing is wrong afterwards'
  if (kind === 'breaks') return violation ?? ''
  const who = failed.map(({ actor, code }) => `${actor} must run it again (${code})`)
  return `nothing is lost: ${who.join(', ')}`
}
