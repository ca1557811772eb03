import { join, relative } from 'node:path'
import { clockText } from '@lab/kata/clock-text'
import { openJudge } from '@lab/kata/judge'
import { judgeSaves } from '@lab/kata/judge-saves'
import type { SaveEvent } from '@lab/kata/judge-saves'
import type { KataProgress } from '@lab/kata/progress-text'
import type { Context } from '../context.ts'
import { provideAnswer } from './answer-file.ts'
import { editorOf } from './open-editor.ts'
import type { Progress } from './progress.ts'
import { hearSessionKeys } from './session-keys.ts'
import type { EndedBy } from './session-keys.ts'
import { createSessionScreen } from './session-screen.ts'
import type { SessionScreen } from './session-screen.ts'
import type { SessionState } from './session-text.ts'
import { typeProblems } from './type-problems.ts'
import { watchAnswer } from './watch-answer.ts'
import type { KataEntry } from './workspace-katas.ts'

export interface SessionOptions {
  entry: KataEntry
  minutes: number
  mode: 'practice' | 'interview'
  progress: Progress
}

export interface SessionEnd {
  how: EndedBy
  elapsedMs: number
  /** How often the answer was saved and judged. */
  saves: number
  state: SessionState
}

/** Lets a person work on one kata in the terminal: judges each save, hears keys, keeps the time. */
export async function runSession(options: SessionOptions, context: Context): Promise<SessionEnd> {
  const { progress, mode, entry } = options
  const { kata } = entry
  const file = provideAnswer(context.root, kata)
  const before = progress.of(kata.id)
  const state = firstState(options, file, before, context)
  const elapsedMs = countTime(mode === 'practice' && !before.passedAt ? before.seconds : 0)
  const elapsedSeconds = () => Math.round(elapsedMs() / 1000)
  const clock = () => clockText(elapsedMs(), options.minutes * 60_000)
  const { promise: ended, resolve: end } = Promise.withResolvers<EndedBy>()
  const screen = createSessionScreen(state, clock, context)
  let saves = 0
  const hear = (event: SaveEvent) => {
    if (event.type === 'checked' && event.passed) progress.pass(kata.id, elapsedSeconds())
    showJudging(event, state, screen)
  }

  await using opened = openJudge(join(kata.folder, 'facts.ts'))
  await using judging = judgeSaves({
    judge: opened,
    file,
    hear,
    typeProblems: (_, signal) => typeProblems(file, { ...context, signal }),
  })
  const sayDeleted = () => {
    state.notice = `${state.file} was deleted. Save it again, or press r for the problem.`
    screen.draw()
  }
  const judge = () => {
    state.notice = undefined
    judging.judgeAgain()
  }
  const judgeSave = () => {
    saves += 1
    judge()
  }
  using _watching = watchAnswer(file, judgeSave, sayDeleted)
  using keys = hearSessionKeys({ file, progress, state, screen, end, judge }, context)
  screen.draw()
  judging.judgeAgain()
  if (state.canEdit) keys.offerEditor()
  const timer = setInterval(screen.drawPrompt, 1_000)
  const stop = () => end('quit')
  context.signal.addEventListener('abort', stop)
  context.stdout.on('resize', screen.draw)
  try {
    const how = await Promise.race([ended, judging.failed])
    return { how, elapsedMs: elapsedMs(), saves, state }
  } finally {
    clearInterval(timer)
    context.signal.removeEventListener('abort', stop)
    context.stdout.off('resize', screen.draw)
    if (mode === 'practice' && !progress.of(kata.id).passedAt) {
      progress.update(kata.id, { seconds: elapsedSeconds() })
    }
    screen.erasePrompt()
  }
}

function firstState(
  { entry, mode }: SessionOptions,
  file: string,
  before: KataProgress,
  context: Context,
): SessionState {
  return {
    kata: entry.kata,
    concept: entry.concept.id,
    file: relative(context.root, file),
    mode,
    judgement: undefined,
    judging: false,
    types: undefined,
    hints: mode === 'practice' ? before.hints : 0,
    solution: undefined,
    question: undefined,
    notice: undefined,
    canEdit: editorOf(context) !== undefined,
  }
}

function showJudging(event: SaveEvent, state: SessionState, screen: SessionScreen): void {
  switch (event.type) {
    case 'judging':
      Object.assign(state, { judging: true, types: undefined, solution: undefined })
      return screen.drawPrompt()
    case 'found':
      return
    case 'judged':
      Object.assign(state, { judging: false, judgement: event.judgement })
      return screen.draw()
    case 'checked':
      state.types = event.types
      return screen.draw()
  }
}

/** Counts working time from now on, in milliseconds, and what was worked before. */
function countTime(secondsBefore: number): () => number {
  const startedAt = performance.now() - secondsBefore * 1000
  return () => performance.now() - startedAt
}
