import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { clockText } from '@lab/kata/clock-text'
import { openJudge } from '@lab/kata/judge'
import type { Context } from '../context.ts'
import { hearKeys } from '../keys.ts'
import { textOptions } from '../prose-text.ts'
import { provideAnswer, readAnswer, resetAnswer } from './answer-file.ts'
import { editorOf, openEditor } from './open-editor.ts'
import type { Progress } from './progress.ts'
import { isPassed, promptText, sessionText } from './session-text.ts'
import type { SessionState } from './session-text.ts'
import { typeProblems } from './type-problems.ts'
import { watchAnswer } from './watch-answer.ts'
import type { KataEntry } from './workspace-katas.ts'

const clearScreen = '\u001B[2J\u001B[3J\u001B[H'
const eraseLine = '\r\u001B[2K'

export interface SessionOptions {
  entry: KataEntry
  minutes: number
  mode: 'practice' | 'interview'
  progress: Progress
}

export interface SessionEnd {
  how: 'next' | 'quit' | 'finished'
  elapsedMs: number
  /** How often the answer was saved and judged. */
  saves: number
  state: SessionState
}

/** Lets a person work on one kata in the terminal: judges each save, hears keys, keeps the time. */
export async function runSession(options: SessionOptions, context: Context): Promise<SessionEnd> {
  const { entry, progress, mode } = options
  const { kata } = entry
  const { stdout, root } = context
  const file = provideAnswer(root, kata)
  const before = progress.of(kata.id)
  const startedAt =
    performance.now() - (mode === 'practice' && !before.passedAt ? before.seconds * 1000 : 0)
  const elapsedMs = () => performance.now() - startedAt
  const elapsedSeconds = () => Math.round(elapsedMs() / 1000)
  const state: SessionState = {
    kata,
    concept: entry.concept.id,
    file: relative(root, file),
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
  const text = () => {
    const { width, colour } = textOptions(context)
    return { width: Math.max(40, width), colour }
  }
  const { promise: ended, resolve: end } = Promise.withResolvers<SessionEnd['how']>()
  let answered: (yes: boolean) => void = () => {}
  let saves = -1
  let isPaused = false
  let judging = new AbortController()

  await using judge = openJudge(join(kata.folder, 'facts.ts'))

  function draw(): void {
    if (isPaused) return
    stdout.write(`${clearScreen}${sessionText(state, text())}\n\n`)
    drawPrompt()
  }
  function drawPrompt(): void {
    if (isPaused) return
    const clock = clockText(elapsedMs(), options.minutes * 60_000)
    stdout.write(eraseLine + promptText(state, clock, text()))
  }

  async function judgeAnswer(): Promise<void> {
    judging.abort()
    const own = (judging = new AbortController())
    saves += 1
    Object.assign(state, { judging: true, types: undefined, solution: undefined })
    drawPrompt()
    const types = typeProblems(file, { ...context, signal: own.signal })
    // Whoever saves again meanwhile is no longer interested.
    types.catch(() => {})
    Object.assign(state, { judgement: await judge.judge(file, { signal: own.signal }) })
    state.judging = false
    draw()
    state.types = await types
    if (isPassed(state)) progress.pass(kata.id, elapsedSeconds())
    draw()
  }

  function ask(question: string, then: () => void): void {
    state.question = question
    answered = (yes) => {
      state.question = undefined
      if (yes) then()
      draw()
    }
    drawPrompt()
  }

  function toggleSolution(): void {
    if (state.solution !== undefined) state.solution = undefined
    else {
      const ours = readFileSync(join(kata.folder, 'solution.ts'), 'utf8')
      state.solution = { own: readAnswer(file) ?? '', ours }
    }
    draw()
  }

  function seeSolution(): void {
    if (isPassed(state) || state.solution !== undefined || progress.of(kata.id).sawSolution) {
      return toggleSolution()
    }
    ask('See the solution before you have passed?', () => {
      progress.update(kata.id, { sawSolution: true })
      toggleSolution()
    })
  }

  const editor = editorOf(context)
  const askForEditor = () => ask(`Open it in ${editor}?`, () => void edit())

  /** Leaves the terminal to the editor. */
  async function edit(): Promise<void> {
    hearing[Symbol.dispose]()
    isPaused = true
    state.notice = await openEditor(editor!, file)
    isPaused = false
    hearing = hearKeys(context, hear)
    draw()
  }

  const keys: Record<string, () => void> = {
    ...(editor === undefined ? {} : { e: () => void edit() }),
    h() {
      if (isPassed(state) || state.hints === kata.hints.length) return
      state.hints += 1
      progress.update(kata.id, { hints: state.hints })
      draw()
    },
    s: seeSolution,
    r: () => ask('Start anew? Your answer stays as a .bak file.', () => resetAnswer(root, kata)),
    n: () => end('next'),
    q: () => end('quit'),
  }
  const interviewKeys = { e: keys['e'], f: () => end('finished'), q: keys['q'] }

  function hear(key: string): void {
    if (state.question !== undefined) return answered(key === 'y')
    const own: Record<string, (() => void) | undefined> = mode === 'practice' ? keys : interviewKeys
    own[key]?.()
  }

  const failed = Promise.withResolvers<never>()
  const judgeAgain = () =>
    void judgeAnswer().catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'AbortError')) failed.reject(error)
    })
  using _watching = watchAnswer(file, judgeAgain)
  let hearing = hearKeys(context, hear)
  draw()
  judgeAgain()
  if (editor !== undefined) askForEditor()
  const timer = setInterval(drawPrompt, 1_000)
  const stop = () => end('quit')
  context.signal.addEventListener('abort', stop)
  stdout.on('resize', draw)
  try {
    const how = await Promise.race([ended, failed.promise])
    return { how, elapsedMs: elapsedMs(), saves, state }
  } finally {
    hearing[Symbol.dispose]()
    clearInterval(timer)
    context.signal.removeEventListener('abort', stop)
    stdout.off('resize', draw)
    judging.abort()
    if (mode === 'practice' && !progress.of(kata.id).passedAt) {
      progress.update(kata.id, { seconds: elapsedSeconds() })
    }
    stdout.write(eraseLine)
  }
}
