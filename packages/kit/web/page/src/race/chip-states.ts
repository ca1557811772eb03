import { scheduleText } from '@lab/stage/schedule'
import type { OrderTree } from './order-tree.ts'
import { refusalReason } from './read-attempt.ts'
import type { ReadAttempt } from './read-attempt.ts'

/** Whether a step was taken on the server, is impossible, or is not known yet. */
export type ChipState = 'followed' | 'refused' | 'behind' | 'pending'

export interface ChipStates {
  states: ChipState[]
  /** Why the first refused step is impossible. */
  reason: string | undefined
}

/** Says of each step what is known: from the server's answer, else from the list of all orders. */
export function chipStates(
  words: readonly string[],
  attempt: ReadAttempt | undefined,
  tree: OrderTree | undefined,
): ChipStates {
  const isAnswer = attempt !== undefined && scheduleText(attempt.asked) === scheduleText(words)
  const isCut = isAnswer && attempt.refused !== undefined
  const known = isAnswer ? attempt.followed : tree?.followed(words)
  if (known === undefined) return { states: words.map(() => 'pending'), reason: undefined }
  const isRefused = isCut || known < words.length
  const reason = isRefused
    ? ((isAnswer ? refusalReason(attempt) : undefined) ?? 'no order goes on so')
    : undefined
  return {
    states: words.map((_, index) => {
      if (index < known) return isAnswer ? 'followed' : 'pending'
      return index === known ? 'refused' : 'behind'
    }),
    reason,
  }
}
