import type { Kata } from '@lab/kata/read'
import type { Judgement } from '@lab/kata/judge'
import { passes } from '@lab/kata/judge'
import { textWidth, visibleText } from '@lab/stage'
import { painter, proseText } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'
import { verdictText } from './verdict-text.ts'

/** All that a person sees while practising. */
export interface SessionState {
  kata: Kata
  concept: string
  /** As typed to open it. */
  file: string
  mode: 'practice' | 'interview'
  judgement: Judgement | undefined
  judging: boolean
  /** What the type checker says of the same text; undefined until it has. */
  types: string[] | undefined
  hints: number
  /** The solution beside the answer, when it is open. */
  solution: { own: string; ours: string } | undefined
  /** What is asked before it is done. */
  question: string | undefined
  /** What went wrong beside the kata. */
  notice: string | undefined
  /** Whether there is an editor to open. */
  canEdit: boolean
}

/** Draws the whole screen, but for its last line. */
export function sessionText(state: SessionState, options: TextOptions): string {
  const paint = painter(options)
  const { kata, judgement, hints, solution } = state
  const blocks = [
    `${paint('bold', kata.title)}${paint('dim', ` · ${kata.id} · ${state.concept}`)}`,
    proseText(state.mode === 'interview' ? kata.interview : kata.prompt, options),
    `Write it in ${paint('cyan', state.file)}. Each save is judged.`,
    paint('dim', '─'.repeat(Math.min(options.width, 88))),
  ]
  if (solution !== undefined) blocks.push(besideText(solution, options))
  else if (judgement !== undefined) blocks.push(verdictText(judgement, options))
  const { types = [] } = state
  if (types.length > 0 && judgement?.ending !== 'no answer') {
    const lines = types.map((text) => `    ${visibleText(text)}`)
    blocks.push([paint('red', '✗ the types do not fit'), ...lines].join('\n'))
  }
  const shown = isPassed(state) || solution !== undefined ? [] : kata.hints.slice(0, hints)
  for (const [index, hint] of shown.entries()) {
    blocks.push(`${paint('yellow', `Hint ${index + 1}`)}  ${proseText(hint, options)}`)
  }
  if (state.notice !== undefined) blocks.push(paint('red', visibleText(state.notice)))
  if (isPassed(state)) blocks.push(paint(['bold', 'green'], 'Passed.'))
  return blocks.join('\n\n')
}

/** Whether the answer passes as it is: every fact holds, and its types fit. */
export function isPassed({ judgement, types, judging }: SessionState): boolean {
  return !judging && judgement !== undefined && passes(judgement) && types?.length === 0
}

/** Draws the last line: the clock and what can be done now. */
export function promptText(state: SessionState, clock: string, options: TextOptions): string {
  const paint = painter(options)
  if (state.question !== undefined) return `${state.question} ${paint('dim', 'y/n')} `
  const doing = state.judging ? 'judging …' : state.types === undefined ? 'types …' : clock
  const keys = keysOf(state)
  const named = keys.map(([key, does]) => `${key} ${does}`)
  // It is drawn over itself each second, which needs a single line.
  const fits = (gap: string) => textWidth([doing, ...named].join(gap)) < options.width
  const painted = keys.map(([key, does]) => `${paint('bold', key)} ${paint('dim', does)}`)
  if (fits('  ')) return `${paint('dim', doing)}  ${painted.join('  ')} `
  if (fits(' ')) return `${paint('dim', doing)} ${painted.join(' ')} `
  return `${paint('dim', doing)} ${keys.map(([key]) => paint('bold', key)).join(' ')} `
}

function keysOf(state: SessionState): [key: string, does: string][] {
  const { kata, hints, solution } = state
  const left = kata.hints.length - hints
  const edit: [string, string][] = state.canEdit ? [['e', 'edit']] : []
  const hint: [string, string][] =
    left > 0 && !isPassed(state) ? [['h', `hint (${left} left)`]] : []
  const judge: [string, string] = ['j', 'judge']
  const quit: [string, string] = ['q', 'quit']
  if (state.mode === 'interview') return [...edit, judge, ['f', 'finish'], quit]
  const shown = solution === undefined ? 'solution' : 'verdict'
  return [...edit, ...hint, judge, ['s', shown], ['r', 'reset'], ['n', 'next'], quit]
}

/** Two texts side by side where there is room, else one below the other. */
function besideText({ own, ours }: { own: string; ours: string }, options: TextOptions): string {
  const paint = painter(options)
  const left = visibleText(own).trimEnd().split('\n')
  const right = ours.trimEnd().split('\n')
  const width = Math.max(0, ...left.map(textWidth))
  if (width + 3 + Math.max(0, ...right.map(textWidth)) > options.width) {
    return [paint('bold', 'yours'), ...left, '', paint('bold', 'ours'), ...right].join('\n')
  }
  const rows = Math.max(left.length, right.length)
  const row = (one: string, other: string) =>
    `${one}${' '.repeat(width - textWidth(one))} ${paint('dim', '│')} ${other}`.trimEnd()
  return [
    `${paint('bold', 'yours')}${' '.repeat(Math.max(0, width - 5))}   ${paint('bold', 'ours')}`,
    ...Array.from({ length: rows }, (_, index) => row(left[index] ?? '', right[index] ?? '')),
  ].join('\n')
}
