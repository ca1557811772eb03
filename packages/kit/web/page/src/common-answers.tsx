import { useEffect, useState } from 'react'
import { drawnMoments } from '@lab/stage/implicit-steps'
import { numberText } from '@lab/stage/number-text'
import type { BrokenAnswer, CommonAnswer, PracticeLab } from './lab.ts'
import { spans } from './prose.tsx'
import { SourceView } from './source-view.tsx'
import { Swimlanes } from './swimlanes.tsx'
import { useLoaded } from './use-loaded.ts'

/** Lists the wrong answers that people give; opening one runs the order that breaks it. */
export function CommonAnswers({ lab, kata }: { lab: PracticeLab; kata: string }) {
  const loaded = useLoaded(() => lab.commonAnswers(kata), [lab, kata])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return null
  return (
    <section aria-labelledby="common-answers">
      <h2 id="common-answers">People also answer …</h2>
      <p className="quiet">Find what breaks each, then open it: it is run on the servers.</p>
      {loaded.value.map((answer) => (
        <AnswerItem key={answer.name} lab={lab} kata={kata} answer={answer} />
      ))}
    </section>
  )
}

interface AnswerProps {
  lab: PracticeLab
  kata: string
  answer: CommonAnswer
}

function AnswerItem({ lab, kata, answer }: AnswerProps) {
  const [isOpen, setIsOpen] = useState(false)
  const { name, comment, text } = answer
  return (
    <details
      className="common-answer"
      open={isOpen}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
    >
      <summary>
        <code>{name}</code> {spans(comment)}
      </summary>
      {isOpen && (
        <div className="halves">
          <SourceView text={text} file={`${name}.ts`} />
          <Broken {...{ lab, kata, answer }} />
        </div>
      )}
    </details>
  )
}

function Broken({ lab, kata, answer: { name, fails } }: AnswerProps) {
  const [broken, setBroken] = useState<BrokenAnswer | undefined>(undefined)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  useEffect(() => {
    const leaving = new AbortController()
    lab.breakAnswer(kata, name, leaving.signal).then(setBroken, (error: Error) => {
      if (!leaving.signal.aborted) setProblem(error.message)
    })
    return () => leaving.abort()
  }, [lab, kata, name])
  if (problem !== undefined) return <p role="alert">{problem}</p>
  return (
    <div>
      <p>
        <span aria-hidden="true">✗ </span>
        <span className="sr-only">It breaks: </span>
        {fails}
      </p>
      {broken === undefined ? (
        <p className="quiet" role="status">
          Running it …
        </p>
      ) : (
        <HowItBreaks name={name} broken={broken} />
      )}
    </div>
  )
}

function HowItBreaks({ name, broken }: { name: string; broken: BrokenAnswer }) {
  const { reason, orders, timeline } = broken
  const count = orders && `, in ${numberText(orders.broken)} of ${numberText(orders.all)} orders`
  return (
    <>
      <p className="breaks">
        {reason}
        {count}
      </p>
      {timeline && (
        <>
          <p className="quiet">
            order: <code>{timeline.schedule}</code>
          </p>
          <Swimlanes
            label={`Timeline of ${name}`}
            timeline={{
              actors: timeline.actors,
              moments: drawnMoments(timeline.moments),
              end: { violation: timeline.violation },
            }}
          />
        </>
      )}
    </>
  )
}
