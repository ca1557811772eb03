import { join } from 'node:path'
import { openJudge, passes } from '@lab/kata/judge'
import { boundText } from '@lab/servers/bound-text'
import type { PracticeMessage } from './study-protocol.ts'
import type { WebKata, WebPractice } from './web-study.ts'

// More than a person writes.
const mostOfAnswer = 100_000

/**
 * Judges a person's answer at once and again at each save, and keeps the working time, until the
 * signal says that the page has gone. Then no process of the judge is left.
 *
 * @throws {Error} If the answer cannot be judged, such as for want of a server.
 */
export async function practise(
  { kata }: WebKata,
  practice: WebPractice,
  send: (message: PracticeMessage) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { progress } = practice
  const file = practice.answerFile(kata)
  practice.provideAnswer(kata)
  const before = progress.of(kata.id)
  const startedAt = performance.now() - (before.passedAt ? 0 : before.seconds * 1000)
  const elapsedSeconds = () => Math.round((performance.now() - startedAt) / 1000)
  const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>()
  let judging = new AbortController()
  let judged: Promise<unknown> = Promise.resolve()

  await using judge = openJudge(join(kata.folder, 'facts.ts'))

  async function judgeAnswer(own: AbortSignal): Promise<void> {
    const tell = async (message: PracticeMessage) => {
      if (!own.aborted) await send(message)
    }
    const types = practice.typeProblems(file, own)
    // Whoever saves again meanwhile is no longer interested.
    types.catch(() => {})
    const answer = boundText(practice.readAnswer(file) ?? '', mostOfAnswer)
    await tell({ type: 'judging', answer })
    const judgement = await judge.judge(file, {
      signal: own,
      onFinding: (finding) => void tell({ type: 'found', finding }),
    })
    await tell({ type: 'judged', judgement })
    const problems = await types
    own.throwIfAborted()
    const passed = passes(judgement) && problems.length === 0
    if (passed) progress.pass(kata.id, elapsedSeconds())
    await tell({ type: 'checked', types: problems, passed, progress: progress.of(kata.id) })
  }

  function judgeAgain(): void {
    judging.abort()
    const { signal: own } = (judging = new AbortController())
    const judgement = judgeAnswer(own).catch((error: unknown) => {
      if (!own.aborted) fail(error)
    })
    judged = Promise.all([judged, judgement])
  }

  await send({ type: 'practising', progress: before })
  const watching = practice.watchAnswer(file, judgeAgain)
  signal.addEventListener('abort', () => end())
  if (signal.aborted) end()
  else judgeAgain()
  try {
    await ended
  } finally {
    watching[Symbol.dispose]()
    judging.abort()
    await judged
    if (!progress.of(kata.id).passedAt) progress.update(kata.id, { seconds: elapsedSeconds() })
  }
}
