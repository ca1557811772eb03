import { durationText } from '@lab/kata/duration-text'
import { wrapText } from '@lab/stage'
import { painter, proseText } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'
import type { PathStep } from './learning-path.ts'

/** Lists the concepts in their order: how long each takes, what is done, what is due, what comes next. */
export function pathText(steps: readonly PathStep[], options: TextOptions): string {
  if (steps.length === 0) return 'There is no concept yet.\n'
  const paint = painter(options)
  const done = steps.filter(({ isDone }) => isDone).length
  const left = steps.filter(({ isDone }) => !isDone)
  const minutes = left.reduce((sum, step) => sum + step.minutes, 0)
  const rest = minutes === 0 ? '' : ` The rest takes ${durationText(minutes)}.`
  const [next] = left
  const blocks = [
    proseText(`${done} of ${steps.length} concepts done.${rest}`, options),
    stepLines(steps, options).join('\n'),
    ...dueText(steps),
    ...(next === undefined ? [] : [nextText(next, options)]),
  ]
  return `${blocks.join('\n\n')}\n`

  function nextText(step: PathStep, text: TextOptions): string {
    const kata = step.katas.find(({ isPassed }) => !isPassed)
    return [
      `${paint('bold', `Next: ${step.id}`)}\n${proseText(step.question, text)}\n`,
      `  ./lab demo ${step.id}`,
      ...(step.known < step.cards ? [`  ./lab ask ${step.id}`] : []),
      ...(kata === undefined ? [] : [`  ./lab practice ${kata.id}`]),
    ].join('\n')
  }
}

function stepLines(steps: readonly PathStep[], options: TextOptions): string[] {
  const paint = painter(options)
  const places = String(steps.length).length
  const ids = Math.max(...steps.map(({ id }) => id.length))
  return steps.map((step, index) => {
    const mark = step.isDone ? paint('green', '✓') : '·'
    const lead = `${String(index + 1).padStart(places)} ${mark} `
    const passed = step.katas.filter(({ isPassed }) => isPassed).length
    const parts = [
      `${String(step.minutes).padStart(3)} min`,
      step.katas.length === 0 ? '' : `kata ${passed}/${step.katas.length}`,
      `questions ${step.known}/${step.cards}`,
      step.due === 0 ? '' : `${step.due} due`,
    ]
    const indent = ' '.repeat(places + 3)
    if (options.width < ids + 48) {
      const text = parts.filter(Boolean).join(', ').trim()
      const lines = wrapText(`${indent}${text}`, options.width, indent.length)
      return [`${lead}${step.id}`, ...lines].join('\n')
    }
    const [time, kata = '', questions = '', due] = parts
    const columns = [step.id.padEnd(ids), time, kata.padEnd(8), questions.padEnd(15), due]
    return `${lead}${columns.join('  ')}`.trimEnd()
  })
}

function dueText(steps: readonly PathStep[]): string[] {
  const due = steps.reduce((sum, step) => sum + step.due, 0)
  if (due === 0) return []
  return [`${due} question${due === 1 ? ' is' : 's are'} due again: ./lab ask`]
}
