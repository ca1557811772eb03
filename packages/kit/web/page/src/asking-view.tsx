import { useEffect, useReducer, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { whenText } from '@lab/kata/when-text'
import { askNext, beginAsking, gradeNames, showAnswer } from './asking.ts'
import type { Asking } from './asking.ts'
import { AskingResult } from './asking-result.tsx'
import { ClaimProof } from './claim-proof.tsx'
import { grades } from '../../src/study-protocol.ts'
import { isOnControl } from './is-on-control.ts'
import type { Deck, FlashCard, Grade, Lab } from './lab.ts'
import { Prose, spans } from './prose.tsx'
import { usePageKeys } from './use-page-keys.ts'

interface AskingProps {
  lab: Lab
  cards: FlashCard[]
  nextDue: Deck['nextDue']
  later: number
  onAskAll: () => void
}

/** Asks one question after the other: think, look, say how well you knew it. */
export function AskingView({ lab, cards, nextDue, later, onAskAll }: AskingProps) {
  const [asking, change] = useReducer(
    (state: Asking, to: (state: Asking) => Asking) => to(state),
    cards,
    beginAsking,
  )
  const { queue, at, isShown, given } = asking
  const card = queue[at]
  const { notice, rate } = useRating(lab, card, (grade) => change((state) => askNext(state, grade)))
  const proof = useRef<HTMLAnchorElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const show = useRef<HTMLButtonElement>(null)

  // The keyboard goes along: to the answer when it is shown, and back for the next question.
  useEffect(() => {
    if (isShown) answer.current?.focus()
    else if (at > 0) show.current?.focus()
  }, [at, isShown])

  usePageKeys((event) => {
    if (card === undefined) return
    const grade = grades.find((one) => String(one) === event.key)
    if (isShown && event.key === 'p') proof.current?.click()
    else if (isShown && grade !== undefined) rate(grade)
    // A button that is focused hears the space bar itself.
    if (isShown || event.key !== ' ' || isOnControl(event)) return
    event.preventDefault()
    change(showAnswer)
  })

  if (card === undefined) {
    return <AskingResult {...{ given, nextDue, later, onAskAll }} isEmpty={cards.length === 0} />
  }
  return (
    <section className="card" aria-label="Question">
      <p className="quiet">
        {at + 1} of {queue.length} · {card.concept}
      </p>
      <h2>{spans(card.question)}</h2>
      {isShown ? (
        <Answer card={card} answer={answer} proof={proof} onRate={rate} />
      ) : (
        <button ref={show} type="button" className="run" onClick={() => change(showAnswer)}>
          Show the answer <kbd>space</kbd>
        </button>
      )}
      <p className="quiet" role="status">
        {notice}
      </p>
    </section>
  )
}

/** Remembers grades one at a time, and says when the card comes back. */
function useRating(
  lab: Lab,
  card: FlashCard | undefined,
  onRated: (grade: Grade) => void,
): { notice: string; rate(grade: Grade): void } {
  const [notice, setNotice] = useState('')
  const isRating = useRef(false)
  const remember = async (grade: Grade) => {
    if (card === undefined || isRating.current) return
    isRating.current = true
    try {
      const due = await lab.rate?.(card, grade)
      const when = due && `, comes back ${whenText(due, new Date())}`
      setNotice(`${gradeNames[grade]}${when ?? ''}`)
      onRated(grade)
    } catch (error) {
      setNotice((error as Error).message)
    } finally {
      isRating.current = false
    }
  }
  return { notice, rate: (grade) => void remember(grade) }
}

interface AnswerProps {
  card: FlashCard
  answer: RefObject<HTMLDivElement | null>
  proof: RefObject<HTMLAnchorElement | null>
  onRate(grade: Grade): void
}

function Answer({ card, answer, proof, onRate }: AnswerProps) {
  return (
    <>
      <div ref={answer} className="answer" tabIndex={-1} role="region" aria-label="Answer">
        <Prose text={card.answer} />
      </div>
      {card.proof && (
        <p>
          <ClaimProof claim={card.proof} opens="another tab" shortcut="p" link={proof} />
        </p>
      )}
      <div className="grades" role="group" aria-label="How well did you know it?">
        {grades.map((grade) => (
          <button key={grade} type="button" onClick={() => onRate(grade)}>
            <kbd>{grade}</kbd> {gradeNames[grade]}
          </button>
        ))}
      </div>
    </>
  )
}
