import { lazy, Suspense, useState } from 'react'
import { ConfirmButton } from './confirm-button.tsx'
import type { KataPage, KataProgress, PracticeLab } from './lab.ts'
import { Prose } from './prose.tsx'
import type { Practice } from './use-practice.ts'

const DiffView = lazy(async () => ({ default: (await import('./diff-view.tsx')).DiffView }))

/** Whether the solution is shown without a question. */
export function hasSolutionFree({ passedAt, sawSolution }: KataProgress): boolean {
  return passedAt !== undefined || sawSolution
}

export interface PracticeHelpProps {
  lab: PracticeLab
  kata: KataPage
  practice: Practice
  /** Hears what went wrong. */
  tell(error: Error): void
}

/** Hints one by one, the solution beside the answer, and a new start. */
export function PracticeHelp({ lab, kata, practice, tell }: PracticeHelpProps) {
  const [solution, setSolution] = useState<string | undefined>(undefined)
  const { state } = practice
  const shownHints = kata.hints.slice(0, state.progress.hints)
  const left = kata.hints.length - shownHints.length
  const seeSolution = () =>
    void lab.seeSolution(kata.id).then((seen) => {
      setSolution(seen.text)
      practice.setProgress(seen.progress)
    }, tell)
  return (
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
        <SolutionButton
          isShown={solution !== undefined}
          isFree={hasSolutionFree(state.progress)}
          onSee={seeSolution}
          onHide={() => setSolution(undefined)}
        />
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
  )
}

interface SolutionButtonProps {
  isShown: boolean
  isFree: boolean
  onSee(): void
  onHide(): void
}

function SolutionButton({ isShown, isFree, onSee, onHide }: SolutionButtonProps) {
  if (isShown) {
    return (
      <button type="button" onClick={onHide}>
        Hide the solution
      </button>
    )
  }
  if (isFree) {
    return (
      <button type="button" onClick={onSee}>
        Solution
      </button>
    )
  }
  return (
    <ConfirmButton question="See the solution before you have passed?" onConfirm={onSee}>
      Solution
    </ConfirmButton>
  )
}
