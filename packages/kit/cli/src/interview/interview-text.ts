import { minutesText } from '@lab/kata/clock-text'
import { grades } from '../ask/memory.ts'
import { proofText } from '../claims/claims-text.ts'
import { isPassed } from '../practice/session-text.ts'
import { painter, proseText } from '../prose-text.ts'
import type { TextOptions } from '../prose-text.ts'
import type { InterviewResult } from './run-interview.ts'

interface Reading {
  concept: string
  /** As one types it. */
  command: string
}

/** Says how an interview went, and what to read next. */
export function interviewText(
  result: InterviewResult,
  interview: { asked: readonly string[]; minutes: number; seed: number },
  options: TextOptions,
): string {
  const paint = painter(options)
  const { asked, minutes, seed } = interview
  const again = ['./lab interview', ...asked, '--minutes', minutes, '--seed', seed].join(' ')
  const blocks = [
    paint('bold', `Ended after ${minutesText(result.elapsedMs)} of ${minutes}:00.`),
    questionsText(result, options),
    kataText(result, options),
    readingsText(result, options),
    paint('dim', `The same questions again: ${again}`),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

/** What was missed or hard, the worst first; a command stands there once. */
function whatToRead({ graded, kata, followUps }: InterviewResult): Reading[] {
  const weak = graded
    .filter(({ grade }) => grade <= 2)
    .toSorted((one, other) => one.grade - other.grade)
  const readings = weak.map(({ card: { concept, proof } }) =>
    proof === undefined
      ? { concept, command: `./lab demo ${concept}` }
      : { concept: proof.concept, command: proofText(proof) },
  )
  if (kata !== undefined) {
    const { id } = kata.entry.concept
    if (!isPassed(kata.end.state)) {
      readings.push({ concept: id, command: `./lab practice ${kata.entry.kata.id}` })
    }
    if (followUps.some(({ isSaid }) => !isSaid)) {
      readings.push({ concept: id, command: `./lab ask ${id} --all` })
    }
  }
  return [...new Map(readings.map((reading) => [reading.command, reading])).values()]
}

function readingsText(result: InterviewResult, options: TextOptions): string {
  const readings = whatToRead(result)
  if (readings.length > 0) {
    const lines = readings.map(({ concept, command }) => `  ${concept}\n    ${command}`)
    return [painter(options)('bold', 'Read next'), ...lines].join('\n')
  }
  const isAnything = result.graded.length > 0 || result.kata !== undefined
  return isAnything ? 'Nothing was missed. What comes next: ./lab path' : ''
}

function questionsText({ graded }: InterviewResult, options: TextOptions): string {
  if (graded.length === 0) return 'No question was answered.'
  const counts = Object.entries(grades)
    .map(([key, { name }]) => [graded.filter(({ grade }) => String(grade) === key).length, name])
    .filter(([count]) => count !== 0)
    .map(([count, name]) => `${count} ${name}`)
    .join(', ')
  const weak = graded
    .filter(({ grade }) => grade <= 2)
    .map(({ card, grade }) => marked(grades[grade].name, card.question, options))
  return [`${countText(graded.length, 'question')}: ${counts}`, ...weak].join('\n')
}

function kataText({ kata, followUps }: InterviewResult, options: TextOptions): string {
  if (kata === undefined) return ''
  const { end, entry } = kata
  const { judgement } = end.state
  const findings = judgement?.ending === 'judged' ? judgement.findings : []
  const passed = isPassed(end.state) ? 'passed' : 'not passed'
  return [
    `Kata ${entry.kata.id}: ${passed} after ${minutesText(end.elapsedMs)}, ${countText(end.saves, 'save')}`,
    ...findings.filter(({ holds }) => !holds).map(({ fact }) => marked('broken', fact, options)),
    ...followUps
      .filter(({ isSaid }) => !isSaid)
      .map(({ question }) => marked('missed', question, options)),
  ].join('\n')
}

/** A line of a list, whose text goes on below itself. */
function marked(mark: string, text: string, options: TextOptions): string {
  const indent = 10
  const lines = proseText(text, { ...options, width: Math.max(20, options.width - indent) })
  return lines
    .replace(/^/gm, ' '.repeat(indent))
    .replace(' '.repeat(indent), `  ${mark}`.padEnd(indent))
}

function countText(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
