import { passes } from './judge-events.ts'
import type { Finding, Judgement } from './judge-events.ts'
import type { Judge } from './open-judge.ts'

/** What is heard of a save, in this order; of one that another has replaced nothing more. */
export type SaveEvent =
  | { type: 'judging' }
  | { type: 'found'; finding: Finding }
  | { type: 'judged'; judgement: Judgement }
  /** What the type checker says; the last word. */
  | { type: 'checked'; types: string[]; passed: boolean }

export interface SaveJudgeOptions {
  judge: Judge
  /** Absolute path of the answer. */
  file: string
  /** Says what the type checker finds, a line each. */
  typeProblems(file: string, signal: AbortSignal): Promise<string[]>
  /** The judging waits until an event is heard. */
  hear(event: SaveEvent): Promise<void> | void
}

export interface SaveJudge extends AsyncDisposable {
  /** Judges the answer as it is now; what is still being judged is given up. */
  judgeAgain(): void
  /** Rejects when an answer cannot be judged, such as for want of a server. */
  readonly failed: Promise<never>
}

/** Judges an answer again and again. Disposing gives up what is being judged, and waits for that. */
export function judgeSaves({ judge, file, typeProblems, hear }: SaveJudgeOptions): SaveJudge {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  let judging = new AbortController()
  let judged: Promise<unknown> = Promise.resolve()

  async function judgeAnswer(signal: AbortSignal): Promise<void> {
    const tell = async (event: SaveEvent) => {
      if (!signal.aborted) await hear(event)
    }
    const types = typeProblems(file, signal)
    // A later save makes this judgement useless.
    types.catch(() => {})
    await tell({ type: 'judging' })
    const judgement = await judge.judge(file, {
      signal,
      onFinding: (finding) => void tell({ type: 'found', finding }),
    })
    await tell({ type: 'judged', judgement })
    const problems = await types
    signal.throwIfAborted()
    const passed = passes(judgement) && problems.length === 0
    await tell({ type: 'checked', types: problems, passed })
  }

  return {
    judgeAgain() {
      judging.abort()
      const { signal } = (judging = new AbortController())
      const judgement = judgeAnswer(signal).catch((error: unknown) => {
        if (!signal.aborted) reject(error)
      })
      judged = Promise.all([judged, judgement])
    },
    failed,
    async [Symbol.asyncDispose]() {
      judging.abort()
      await judged
    },
  }
}
