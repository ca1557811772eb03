import { useState } from 'react'
import { FindingsView } from './findings-view.tsx'
import type { KataPage, PracticeLab } from './lab.ts'
import { PracticeClock } from './practice-clock.tsx'
import { hasSolutionFree, PracticeHelp } from './practice-help.tsx'
import type { PracticeState } from './practice-state.ts'
import { Prose } from './prose.tsx'
import { linkTo } from './route.ts'
import './study.css'
import { useLoaded } from './use-loaded.ts'
import { usePractice } from './use-practice.ts'

/** Lets a person work on one kata in an editor, and shows what the judge says of each save. */
export function PracticeView({ lab, id }: { lab: PracticeLab; id: string }) {
  const loaded = useLoaded(() => lab.kata(id), [lab, id])
  if (loaded.state === 'failed') return <p role="alert">{loaded.message}</p>
  if (loaded.state === 'loading') return <p className="quiet">Loading {id} …</p>
  return <Practising key={id} lab={lab} kata={loaded.value} />
}

function Practising({ lab, kata }: { lab: PracticeLab; kata: KataPage }) {
  const practice = usePractice(lab, kata.id, kata.progress)
  const [notice, setNotice] = useState<string | undefined>(undefined)
  const { state, problem } = practice
  const isFree = hasSolutionFree(state.progress)
  const tell = (error: Error) => setNotice(error.message)

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
      <PracticeHelp lab={lab} kata={kata} practice={practice} tell={tell} />
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
