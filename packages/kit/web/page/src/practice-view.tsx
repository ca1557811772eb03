import { lazy, Suspense, useState } from 'react'
import { CommonAnswers } from './common-answers.tsx'
import { FindingsView } from './findings-view.tsx'
import type { KataPage, PracticeLab } from './lab.ts'
import { PracticeClock } from './practice-clock.tsx'
import { hasSolutionFree, PracticeHelp } from './practice-help.tsx'
import type { PracticeState } from './practice-state.ts'
import { Prose } from './prose.tsx'
import { linkTo } from './route.ts'
import { SourceView } from './source-view.tsx'
import './study.css'
import { useLoaded } from './use-loaded.ts'
import { usePageTitle } from './use-page-title.ts'
import { usePractice } from './use-practice.ts'

// Who only looks at the list of katas needs no editor.
const AnswerEditor = lazy(async () => ({
  default: (await import('./answer-editor.tsx')).AnswerEditor,
}))

/** Lets a person work on one kata, here or in an editor of their own, and shows what the judge says of each save. */
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
  usePageTitle(kata.title)
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
      {(problem ?? notice) !== undefined && <p role="alert">{problem ?? notice}</p>}
      <div className="halves">
        <section aria-labelledby="task">
          <h2 id="task">Task</h2>
          <Prose text={kata.prompt} />
        </section>
        {kata.schema.length > 0 && <Schema files={kata.schema} />}
      </div>
      <div className="halves">
        <section aria-labelledby="answer">
          <h2 id="answer">Your answer</h2>
          <p className="quiet">
            It is saved in <code>{kata.file}</code>; your own editor can write it as well.
          </p>
          <Suspense fallback={<p className="quiet">Loading the editor …</p>}>
            <AnswerEditor
              saved={state.answer ?? kata.answer}
              onSave={(text) => void lab.saveAnswer(kata.id, text).catch(tell)}
            />
          </Suspense>
        </section>
        <section aria-labelledby="verdict">
          <h2 id="verdict">Verdict</h2>
          <p className={state.passed ? 'status passed' : 'status quiet'} role="status">
            {statusText(state)}
          </p>
          <FindingsView state={state} />
        </section>
      </div>
      <PracticeHelp lab={lab} kata={kata} practice={practice} tell={tell} />
      {isFree && <CommonAnswers lab={lab} kata={kata.id} />}
      {isFree && <FollowUps followUps={kata.followUps} />}
    </main>
  )
}

function Schema({ files }: { files: KataPage['schema'] }) {
  return (
    <section aria-labelledby="schema">
      <h2 id="schema">Schema</h2>
      {files.map(({ file, text }) => (
        <SourceView key={file} text={text} file={file} />
      ))}
    </section>
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
