import { join } from 'node:path'
import { openJudge } from '@lab/kata/judge'
import { judgeSaves } from '@lab/kata/judge-saves'
import type { SaveEvent } from '@lab/kata/judge-saves'
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
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()

  await using judge = openJudge(join(kata.folder, 'facts.ts'))

  async function hear(event: SaveEvent): Promise<void> {
    switch (event.type) {
      case 'judging': {
        const answer = boundText(practice.readAnswer(file) ?? '', mostOfAnswer)
        return send({ type: 'judging', answer })
      }
      case 'checked':
        if (event.passed) progress.pass(kata.id, elapsedSeconds())
        return send({ ...event, progress: progress.of(kata.id) })
      default:
        return send(event)
    }
  }

  await send({ type: 'practising', progress: before })
  const { typeProblems } = practice
  await using judging = judgeSaves({ judge, file, typeProblems, hear })
  using _watching = practice.watchAnswer(file, judging.judgeAgain)
  signal.addEventListener('abort', () => end())
  if (signal.aborted) end()
  else judging.judgeAgain()
  try {
    await Promise.race([ended, judging.failed])
  } finally {
    if (!progress.of(kata.id).passedAt) progress.update(kata.id, { seconds: elapsedSeconds() })
  }
}
