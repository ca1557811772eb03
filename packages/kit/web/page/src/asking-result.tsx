import { whenText } from '@lab/kata/when-text'
import type { Deck, Grade } from './lab.ts'

export interface AskingResultProps {
  given: readonly Grade[]
  nextDue: Deck['nextDue']
  /** How many questions are not due yet. */
  later: number
  /** Whether there was nothing to ask. */
  isEmpty: boolean
  onAskAll(): void
}

/** Says how a round of questions went, and when the next one is. */
export function AskingResult({ given, nextDue, later, isEmpty, onAskAll }: AskingResultProps) {
  const missed = given.filter((grade) => grade === 1).length
  return (
    <section aria-label="Result">
      <p role="status">
        {given.length > 0
          ? `${given.length} answered, ${missed} missed.`
          : isEmpty && later === 0
            ? 'There is no question.'
            : 'Nothing is due.'}
        {nextDue &&
          given.length === 0 &&
          ` The next one is due ${whenText(new Date(nextDue), new Date())}.`}
      </p>
      {later > 0 && (
        <button type="button" onClick={onAskAll}>
          Ask all the same ({later})
        </button>
      )}
    </section>
  )
}
