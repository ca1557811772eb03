import type { Judge } from '@lab/kata/judge'
import type { ToolContext } from '../run-tool.ts'
import type { SessionScreen } from './session-screen.ts'
import { isPassed } from './session-text.ts'
import type { SessionState } from './session-text.ts'
import { typeProblems } from './type-problems.ts'

export interface SaveJudge extends Disposable {
  /** Judges the answer as it is now; what is still being judged is given up. */
  judgeAgain(): void
  /** How often the answer was judged after the first time. */
  readonly saves: number
  /** Rejects when the judge itself fails. */
  readonly failed: Promise<never>
}

export interface SaveJudgeOptions {
  judge: Judge
  file: string
  /** Gets the judgement and the types. */
  state: SessionState
  screen: SessionScreen
  /** Hears that the answer passes. */
  passed(): void
}

/** Judges an answer again and again, and draws what it finds. */
export function judgeSaves(options: SaveJudgeOptions, context: ToolContext): SaveJudge {
  const { judge, file, state, screen } = options
  const { promise: failed, reject } = Promise.withResolvers<never>()
  let saves = -1
  let judging = new AbortController()

  async function judgeAnswer(): Promise<void> {
    judging.abort()
    const own = (judging = new AbortController())
    saves += 1
    Object.assign(state, { judging: true, types: undefined, solution: undefined })
    screen.drawPrompt()
    const types = typeProblems(file, { ...context, signal: own.signal })
    // Whoever saves again meanwhile is no longer interested.
    types.catch(() => {})
    Object.assign(state, { judgement: await judge.judge(file, { signal: own.signal }) })
    state.judging = false
    screen.draw()
    state.types = await types
    if (isPassed(state)) options.passed()
    screen.draw()
  }

  return {
    judgeAgain() {
      judgeAnswer().catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'AbortError')) reject(error)
      })
    },
    get saves() {
      return saves
    },
    failed,
    [Symbol.dispose]: () => judging.abort(),
  }
}
