import type { RefObject } from 'react'
import { missedClaims, scoreText } from '@lab/stage/claim-quiz'
import type { ClaimQuiz } from '@lab/stage/claim-quiz'
import { ClaimList } from './claim-list.tsx'
import type { ConceptClaim } from './lab.ts'

export interface ClaimQuizResultProps {
  quiz: ClaimQuiz<ConceptClaim>
  heading: RefObject<HTMLHeadingElement | null>
  onAgain(): void
}

/** Says the score, and lists what was missed. */
export function ClaimQuizResult({ quiz, heading, onAgain }: ClaimQuizResultProps) {
  const missed = missedClaims(quiz)
  return (
    <section className="card" aria-label="Result">
      <h2 ref={heading} tabIndex={-1}>
        {scoreText(quiz)}
      </h2>
      {missed.length > 0 && (
        <>
          <p>Look once more at what you missed:</p>
          <ClaimList claims={missed} />
        </>
      )}
      <button type="button" className="run" onClick={onAgain}>
        Ask others
      </button>
    </section>
  )
}
