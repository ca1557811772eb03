import { useEffect, useReducer, useRef, useState } from 'react'
import { whenText } from '@lab/kata/when-text'
import { askNext, beginAsking, gradeNames, showAnswer } from './asking.ts'
import type { Asking } from './asking.ts'
import type { Deck, FlashCard, Grade, Lab } from './lab.ts'
import { Prose } from './prose.tsx'
import { linkTo } from './route.ts'

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
  const [notice, setNotice] = useState('')
  const isRating = useRef(false)
  const proof = useRef<HTMLAnchorElement>(null)
  const answer = useRef<HTMLDivElement>(null)
  const show = useRef<HTMLButtonElement>(null)
  const { queue, at, isShown, given } = asking
  const card = queue[at]

  // The keyboard goes along: to the answer when it is shown, and back for the next question.
  useEffect(() => {
    if (isShown) answer.current?.focus()
    else if (at > 0) show.current?.focus()
  }, [at, isShown])

  const rate = async (grade: Grade) => {
    if (card === undefined || isRating.current) return
    isRating.current = true
    try {
      const due = await lab.rate?.(card, grade)
      const when = due && `, comes back ${whenText(due, new Date())}`
      setNotice(`${gradeNames[grade]}${when ?? ''}`)
      change((state) => askNext(state, grade))
    } catch (error) {
      setNotice((error as Error).message)
    } finally {
      isRating.current = false
    }
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || card === undefined) return
      const target = event.target instanceof HTMLElement ? event.target : undefined
      if (target?.closest('input, select, textarea')) return
      if (event.key === ' ' && !isShown) {
        // A button that is focused hears the space bar itself.
        if (target?.closest('button, a, summary')) return
        event.preventDefault()
        change(showAnswer)
      }
      if (!isShown) return
      if (event.key === 'p') proof.current?.click()
      const grade = Number(event.key)
      if (grade === 1 || grade === 2 || grade === 3 || grade === 4) void rate(grade)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  })

  if (card === undefined) {
    const missed = given.filter((grade) => grade === 1).length
    return (
      <section aria-label="Result">
        <p role="status">
          {given.length > 0
            ? `${given.length} answered, ${missed} missed.`
            : cards.length === 0 && later === 0
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
  return (
    <section className="card" aria-label="Question">
      <p className="quiet">
        {at + 1} of {queue.length} · {card.concept}
      </p>
      <h2>{card.question}</h2>
      {!isShown && (
        <button ref={show} type="button" className="run" onClick={() => change(showAnswer)}>
          Show the answer <kbd>space</kbd>
        </button>
      )}
      {isShown && (
        <>
          <div ref={answer} className="answer" tabIndex={-1} role="region" aria-label="Answer">
            <Prose text={card.answer} />
          </div>
          <p>
            <a ref={proof} href={`${linkTo(card.concept)}?run`} target="_blank">
              Run the proof <kbd>p</kbd>
              <span className="sr-only"> (opens another tab)</span>
            </a>
          </p>
          <div className="grades" role="group" aria-label="How well did you know it?">
            {([1, 2, 3, 4] as const).map((grade) => (
              <button key={grade} type="button" onClick={() => void rate(grade)}>
                <kbd>{grade}</kbd> {gradeNames[grade]}
              </button>
            ))}
          </div>
        </>
      )}
      <p className="quiet" role="status">
        {notice}
      </p>
    </section>
  )
}
