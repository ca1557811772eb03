import { useEffect, useState } from 'react'
import { clockText } from '@lab/kata/clock-text'
import { passedText } from '@lab/kata/progress-text'
import type { Practice } from './use-practice.ts'

/** Shows how much of the time box is left, until the kata is passed. */
export function PracticeClock({ practice, minutes }: { practice: Practice; minutes: number }) {
  const { before, openedAt, state, problem } = practice
  const [now, setNow] = useState(() => performance.now())
  const isPassed = state.passed || state.progress.passedAt !== undefined
  const isStill = isPassed || problem !== undefined
  useEffect(() => {
    if (isStill) return
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [isStill])
  if (isPassed) {
    return (
      <p className="clock" role="timer">
        {passedText(state.progress)}
        {!state.passed && ', with an earlier answer'}
      </p>
    )
  }
  return (
    <p className="clock" role="timer" aria-label="Time">
      {clockText(before + Math.max(0, now - openedAt), minutes * 60_000)}
    </p>
  )
}
