import { lazy, Suspense, useState } from 'react'
import { FindingsView } from './findings-view.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import type { KataPage, PracticeLab } from './lab.ts'
import { PracticeClock } from './practice-clock.tsx'
import type { PracticeState } from './practice-state.ts'
import { Prose } from './prose.tsx'
import { linkTo } from './route.ts'
import './study.css'
import { useLoaded } from './use-loaded.ts'
import { usePractice } from './use-practice.ts'

const DiffView = lazy(async () => ({ default: (await import('./diff-view.tsx')).DiffView }))

/** Lets a person work on one kata in an editor, and shows what the judge says of each save. */
export function PracticeView({ lab, id }: { lab: PracticeLab; id: string }) {
  const loaded = useLoaded(() => lab.kata(id), [lab, id])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return <p className="quiet">Loading {id} …</p>
  return <Practising key={id} lab={lab} kata={loaded.value} />
}

function Practising({ lab, kata }: { lab: PracticeLab; kata: KataPage }) {
  const practice = usePractice(lab, kata.id, kata.progress)
  const [solution, setSolution] = useState<string | undefined>(undefined)
  const [notice, setNotice] = useState<string | undefined>(undefined)
  const { state, problem } = practice
  const { progress } = state
  const isFree = progress.passedAt !== undefined || progress.sawSolution
  const shownHints = kata.hints.slice(0, progress.hints)
  const left = kata.hints.length - shownHints.length
  const tell = (error: Error) => setNotice(error.message)
  const seeSolution = () =>
    void lab.seeSolution(kata.id).then((seen) => {
      setSolution(seen.text)
      practice.setProgress(seen.progress)
    }, tell)

  return (
    <main className="practice">
      <p className="quiet">
        <a href={linkTo('practice')}>All katas</a> ›{' '}
        <a href={linkTo(kata.concept)}>{kata.concept}</a>
      </p>
      <h1>{kata.title}</h1>
      <PracticeClock practice={practice} minutes={kata.minutes} />
      <Prose text={kata.prompt} />
      <p>
        Write it in <code>{kata.file}</code>, in your own editor. Each save is judged.
      </p>
      {(problem ?? notice) !== undefined && <p role="alert">{problem ?? notice}</p>}
      <section aria-labelledby="verdict">
        <h2 id="verdict">Your answer</h2>
        <p className={state.passed ? 'status passed' : 'status quiet'} role="status">
          {statusText(state)}
        </p>
        <FindingsView state={state} />
      </section>
      <section aria-labelledby="help">
        <h2 id="help">Help</h2>
        {shownHints.length > 0 && (
          <ol className="hints" aria-label="Hints">
            {shownHints.map((hint) => (
              <li key={hint}>
                <Prose text={hint} />
              </li>
            ))}
          </ol>
        )}
        <div className="bar-of-help">
          {left > 0 && (
            <button
              type="button"
              onClick={() => void lab.takeHint(kata.id).then(practice.setProgress, tell)}
            >
              Hint ({left} left)
            </button>
          )}
          {solution !== undefined ? (
            <button type="button" onClick={() => setSolution(undefined)}>
              Hide the solution
            </button>
          ) : isFree ? (
            <button type="button" onClick={seeSolution}>
              Solution
            </button>
          ) : (
            <ConfirmButton
              question="See the solution before you have passed?"
              onConfirm={seeSolution}
            >
              Solution
            </ConfirmButton>
          )}
          <ConfirmButton
            question="Start anew? Your answer stays as a .bak file."
            onConfirm={() => void lab.reset(kata.id).catch(tell)}
          >
            Start anew
          </ConfirmButton>
        </div>
        {solution !== undefined && (
          <Suspense fallback={<p className="quiet">Loading the solution …</p>}>
            <DiffView
              left={{ name: 'yours', file: kata.file, text: state.answer ?? '' }}
              right={{ name: 'ours', file: 'solution.ts', text: solution }}
            />
          </Suspense>
        )}
      </section>
      {isFree && <FollowUps followUps={kata.followUps} />}
    </main>
  )
}

function FollowUps({ followUps }: { followUps: KataPage['followUps'] }) {
  return (
    <section aria-labelledby="follow-ups">
      <h2 id="follow-ups">They ask next</h2>
      <p className="quiet">Say your answer, then open theirs.</p>
      {followUps.map(({ question, answer }) => (
        <details key={question}>
          <summary>{question}</summary>
          <Prose text={answer} />
        </details>
      ))}
    </section>
  )
}

function statusText({ isJudging, judgement, types, passed, answer }: PracticeState): string {
  if (isJudging) return 'Judging …'
  if (answer === undefined) return 'Preparing the servers …'
  if (judgement !== undefined && types === undefined) return 'Checking the types …'
  return passed ? '✓ Passed.' : '✗ Not yet.'
}
