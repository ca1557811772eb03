import { useEffect, useState } from 'react'
import type { KataProgress, PracticeLab } from './lab.ts'
import { beginPractice, hearPractice } from './practice-state.ts'
import type { PracticeState } from './practice-state.ts'

export interface Practice {
  state: PracticeState
  /** Takes what the server said about progress besides. */
  setProgress(progress: KataProgress): void
  /** Why nothing is judged any more. */
  problem: string | undefined
  /** Milliseconds of working time when this page opened, and when that was. */
  before: number
  openedAt: number
}

/** Practises one kata as long as the page shows it. */
export function usePractice(lab: PracticeLab, id: string, progress: KataProgress): Practice {
  const [state, setState] = useState(() => beginPractice(progress))
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [clock] = useState(() => ({
    before: progress.passedAt ? 0 : progress.seconds * 1000,
    openedAt: performance.now(),
  }))
  useEffect(() => {
    const leaving = new AbortController()
    lab
      .practise(
        id,
        (message) => setState((before) => hearPractice(before, message)),
        leaving.signal,
      )
      .catch((error: Error) => {
        if (!leaving.signal.aborted) setProblem(error.message)
      })
    return () => leaving.abort()
  }, [lab, id])
  return {
    state,
    problem,
    ...clock,
    setProgress: (next) => setState((before) => ({ ...before, progress: next })),
  }
}
