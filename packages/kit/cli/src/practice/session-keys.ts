import { join } from 'node:path'
import { readText } from '@lab/kata/read-text'
import type { Context } from '../context.ts'
import { hearKeys } from '../keys.ts'
import { readAnswer, resetAnswer } from './answer-file.ts'
import { editorOf, openEditor } from './open-editor.ts'
import type { Progress } from './progress.ts'
import type { SessionScreen } from './session-screen.ts'
import { isPassed } from './session-text.ts'
import type { SessionState } from './session-text.ts'

export type EndedBy = 'next' | 'quit' | 'finished'

/** What the keys work on. */
export interface KeyedSession {
  file: string
  progress: Progress
  state: SessionState
  screen: SessionScreen
  end(by: EndedBy): void
  /** Judges the answer as it is now. */
  judge(): void
}

export interface SessionKeys extends Disposable {
  /** Asks whether to open the answer in the editor that is set. */
  offerEditor(): void
}

/** Does what each key asks for until it is disposed. */
export function hearSessionKeys(session: KeyedSession, context: Context): SessionKeys {
  const { file, state, screen, end, judge } = session
  const editor = editorOf(context)
  const question = createQuestion(session)
  let hearing = hearKeys(context, hear)

  /** Leaves the terminal to the editor. */
  async function edit(): Promise<void> {
    hearing[Symbol.dispose]()
    screen.pause()
    state.notice = await openEditor(editor!, file)
    hearing = hearKeys(context, hear)
    screen.resume()
  }

  const startAnew = () => resetAnswer(context.root, state.kata)
  const editKey = editor === undefined ? {} : { e: () => void edit() }
  const practiceKeys: Record<string, () => void> = {
    ...editKey,
    j: judge,
    h: () => takeHint(session),
    s: () => seeSolution(session, question.ask),
    r: () => question.ask('Start anew? Your answer stays as a .bak file.', startAnew),
    n: () => end('next'),
    q: () => end('quit'),
  }
  const interviewKeys = { ...editKey, j: judge, f: () => end('finished'), q: () => end('quit') }
  const keys: Record<string, () => void> = state.mode === 'practice' ? practiceKeys : interviewKeys

  function hear(key: string): void {
    if (state.question !== undefined) question.answer(key)
    else keys[key]?.()
  }

  return {
    offerEditor: () => question.ask(`Open it in ${editor}?`, () => void edit()),
    [Symbol.dispose]: () => hearing[Symbol.dispose](),
  }
}

type Ask = (question: string, then: () => void) => void

/** Asks before something is done: only `y` does it. */
function createQuestion({ state, screen }: KeyedSession): { ask: Ask; answer(key: string): void } {
  let asked = () => {}
  return {
    ask(question, then) {
      state.question = question
      asked = then
      screen.drawPrompt()
    },
    answer(key) {
      state.question = undefined
      if (key === 'y') asked()
      screen.draw()
    },
  }
}

function takeHint({ state, progress, screen }: KeyedSession): void {
  const { kata } = state
  if (isPassed(state) || state.hints === kata.hints.length) return
  state.hints += 1
  progress.update(kata.id, { hints: state.hints })
  screen.draw()
}

/** Opens or closes the solution; who has neither passed nor seen it is asked first. */
function seeSolution(session: KeyedSession, ask: Ask): void {
  const { state, progress } = session
  const { id } = state.kata
  if (isPassed(state) || state.solution !== undefined || progress.of(id).sawSolution) {
    return toggleSolution(session)
  }
  ask('See the solution before you have passed?', () => {
    progress.update(id, { sawSolution: true })
    toggleSolution(session)
  })
}

function toggleSolution({ state, file, screen }: KeyedSession): void {
  if (state.solution !== undefined) state.solution = undefined
  else {
    const ours = readText(join(state.kata.folder, 'solution.ts'))
    state.solution = { own: readAnswer(file) ?? '', ours }
  }
  screen.draw()
}
