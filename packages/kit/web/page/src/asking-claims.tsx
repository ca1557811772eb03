import { useEffect, useReducer, useRef } from 'react'
import type { RefObject } from 'react'
import {
  answerClaim,
  beginClaimQuiz,
  nextClaim,
  resultText,
  truthOfKey,
} from '@lab/stage/claim-quiz'
import type { ClaimQuiz, Truth } from '@lab/stage/claim-quiz'
import { seededRandom } from '@lab/stage/seeded-random'
import { ClaimProof } from './claim-proof.tsx'
import { ClaimQuizResult } from './claim-quiz-result.tsx'
import { isOnControl } from './is-on-control.ts'
import type { ConceptClaim } from './lab.ts'
import { spans } from './prose.tsx'
import { usePageKeys } from './use-page-keys.ts'

const answerTexts: Record<Truth, string> = { true: 'true', false: 'false', depends: 'it depends' }

export interface AskingClaimsProps {
  claims: readonly ConceptClaim[]
  /** Decides which claims are asked, and in which order. */
  seed: number
  /** Asks others. */
  onAgain(): void
}

type Quiz = ClaimQuiz<ConceptClaim>

/** Asks one claim after the other, and says after each answer what the run says. */
export function AskingClaims({ claims, seed, onAgain }: AskingClaimsProps) {
  const [quiz, change] = useReducer(
    (state: Quiz, to: (state: Quiz) => Quiz) => to(state),
    claims,
    (all) => beginClaimQuiz(all, seededRandom(seed)),
  )
  const { asked, at, given } = quiz
  const claim = asked[at]
  const answer = given[at]
  const heading = useRef<HTMLHeadingElement>(null)
  const next = useRef<HTMLButtonElement>(null)
  const proof = useRef<HTMLAnchorElement>(null)
  const answerWith = (truth: Truth) => change((state) => answerClaim(state, truth))

  // The keyboard goes along: to the way on, and from there to the next claim.
  useEffect(() => {
    if (answer !== undefined) next.current?.focus()
    else if (at > 0) heading.current?.focus()
  }, [at, answer])

  usePageKeys((event) => {
    const truth = truthOfKey[event.key]
    // A link or a button that is focused hears Enter itself.
    const isNext = event.key === 'ArrowRight' || (event.key === 'Enter' && !isOnControl(event))
    if (truth !== undefined) answerWith(truth)
    else if (isNext) change(nextClaim)
    else if (event.key === 'p') proof.current?.click()
  })

  if (asked.length === 0) return <p role="status">There is no claim.</p>
  if (claim === undefined) return <ClaimQuizResult {...{ quiz, heading, onAgain }} />
  return (
    <section className="card" aria-label="Claim">
      <p className="quiet">
        {at + 1} of {asked.length} · {claim.concept}
      </p>
      <h2 ref={heading} tabIndex={-1}>
        “{spans(claim.says)}”
      </h2>
      {answer === undefined && <AnswerButtons onAnswer={answerWith} />}
      <div role="status">
        {answer !== undefined && <AnswerResult claim={claim} answer={answer} />}
      </div>
      {answer !== undefined && (
        <WayOn
          {...{ claim, next, proof }}
          isLast={at + 1 === asked.length}
          onNext={() => change(nextClaim)}
        />
      )}
    </section>
  )
}

function AnswerButtons({ onAnswer }: { onAnswer(truth: Truth): void }) {
  return (
    <div className="grades" role="group" aria-label="Your answer">
      {Object.entries(truthOfKey).map(([key, truth]) => (
        <button key={key} type="button" onClick={() => onAnswer(truth)}>
          <kbd>{key}</kbd> {answerTexts[truth]}
        </button>
      ))}
    </div>
  )
}

function AnswerResult({ claim, answer }: { claim: ConceptClaim; answer: Truth }) {
  const isRight = answer === claim.truth
  return (
    <>
      <p className={isRight ? 'result right' : 'result wrong'}>
        <span aria-hidden="true">{isRight ? '✓ ' : '✗ '}</span>
        {resultText(claim, answer)}
      </p>
      <p>{spans(claim.why)}</p>
    </>
  )
}

interface WayOnProps {
  claim: ConceptClaim
  next: RefObject<HTMLButtonElement | null>
  proof: RefObject<HTMLAnchorElement | null>
  isLast: boolean
  onNext(): void
}

function WayOn({ claim, next, proof, isLast, onNext }: WayOnProps) {
  return (
    <>
      <p className="quiet">
        Heard in {claim.heard} ·{' '}
        <ClaimProof claim={claim} opens="another tab" shortcut="p" link={proof} />
      </p>
      <button ref={next} type="button" className="run" onClick={onNext}>
        {isLast ? 'See the score' : 'Next claim'} <kbd>Enter</kbd>
      </button>
    </>
  )
}
