import { existsSync } from 'node:fs'
import { minutesText } from '@lab/kata/clock-text'
import { askLine } from '../ask-line.ts'
import type { QuestionCard } from '../ask/cards.ts'
import { gradeKeys, gradePrompt } from '../ask/memory.ts'
import type { Grade, Memory } from '../ask/memory.ts'
import type { Context } from '../context.ts'
import { answerFile, resetAnswer } from '../practice/answer-file.ts'
import { askFollowUps } from '../practice/ask-follow-ups.ts'
import type { ToldFollowUp } from '../practice/ask-follow-ups.ts'
import type { Progress } from '../practice/progress.ts'
import type { SessionEnd } from '../practice/run-session.ts'
import type { KataEntry } from '../practice/workspace-katas.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'
import { followUpMinutes } from './plan-interview.ts'
import type { InterviewPlan } from './plan-interview.ts'

export interface InterviewOptions {
  plan: InterviewPlan
  minutes: number
  memory: Memory
  progress: Progress
  /** Milliseconds since any moment. */
  now(): number
}

export interface InterviewResult {
  elapsedMs: number
  graded: { card: QuestionCard; grade: Grade }[]
  kata?: { entry: KataEntry; end: SessionEnd }
  followUps: ToldFollowUp[]
}

const minuteMs = 60_000
const mostFollowUps = 3

/**
 * Asks the questions, gives the kata, and asks what follows from it; `q` and Ctrl-C end it.
 *
 * @returns What was done until the end.
 */
export async function runInterview(
  options: InterviewOptions,
  context: Context,
): Promise<InterviewResult> {
  const { plan, minutes, now } = options
  const startedAt = now()
  const leftMs = () => minutes * minuteMs - (now() - startedAt)
  const result: InterviewResult = { elapsedMs: 0, graded: [], followUps: [] }
  const isGoingOn = await askCards(options, leftMs, result, context)
  if (isGoingOn && plan.entry !== undefined && leftMs() > 0) {
    await giveKata(plan.entry, options, leftMs, result, context)
  }
  return { ...result, elapsedMs: now() - startedAt }
}

/** @returns Whether the interview goes on. */
async function askCards(
  { plan, memory }: InterviewOptions,
  leftMs: () => number,
  result: InterviewResult,
  context: Context,
): Promise<boolean> {
  const { stdout } = context
  const text = textOptions(context)
  const paint = painter(text)
  const { cards, entry } = plan
  const kept = entry === undefined ? 0 : (entry.kata.minutes + followUpMinutes) * minuteMs
  for (const [index, card] of cards.entries()) {
    if (leftMs() <= kept) {
      stdout.write(paint('dim', '\nThe time for questions is over.\n'))
      break
    }
    const place = `${index + 1} of ${cards.length} · ${card.concept} · ${minutesText(leftMs())} left`
    stdout.write(`\n${paint('dim', place)}\n${paint('bold', proseText(card.question, text))}\n\n`)
    const shown = await askLine('Say your answer aloud, then press Enter.  q end', context, [
      'enter',
      'q',
    ])
    if (shown === 'q') return false
    stdout.write(`${proseText(card.answer, text)}\n\n`)
    const key = await askLine(`${gradePrompt}  q end`, context, [...gradeKeys, 'q'])
    if (key === 'q') return false
    const grade = Number(key) as Grade
    memory.rate(card, grade, new Date())
    result.graded.push({ card, grade })
  }
  return true
}

async function giveKata(
  entry: KataEntry,
  { progress }: InterviewOptions,
  leftMs: () => number,
  result: InterviewResult,
  context: Context,
): Promise<void> {
  const { kata } = entry
  const paint = painter(textOptions(context))
  context.stdout.write(`\n${paint('bold', `The kata: ${kata.title}`)}\n`)
  const begins = await askLine(
    `${minutesText(leftMs())} left. Enter opens it in practice/${kata.id}.ts.  q end`,
    context,
    ['enter', 'q'],
  )
  if (begins === 'q') return
  if (existsSync(answerFile(context.root, kata))) {
    const anew = 'There is an answer already. Begin with the problem? It stays as a .bak file.  y/n'
    const key = await askLine(anew, context, ['y', 'n', 'q'])
    if (key === 'q') return
    if (key === 'y') resetAnswer(context.root, kata)
  }
  const { runSession } = await import('../practice/run-session.ts')
  const minutes = leftMs() / minuteMs
  const end = await runSession({ entry, minutes, mode: 'interview', progress }, context)
  result.kata = { entry, end }
  if (end.how !== 'finished') return
  result.followUps = await askFollowUps(kata.followUps.slice(0, mostFollowUps), context)
}
