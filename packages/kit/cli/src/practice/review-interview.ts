import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { minutesText } from '@lab/kata/clock-text'
import type { Context } from '../context.ts'
import { askFollowUps } from './ask-follow-ups.ts'
import type { SessionEnd } from './run-session.ts'
import { isPassed } from './session-text.ts'

/** Asks the follow-up questions one by one, and leaves a summary to read later. */
export async function reviewInterview(
  { state, elapsedMs, saves }: SessionEnd,
  minutes: number,
  context: Context,
): Promise<void> {
  const { stdout, root } = context
  const { kata, judgement } = state
  const told = await askFollowUps(kata.followUps, context)
  const facts = judgement?.ending === 'judged' ? judgement.findings : []
  const summary = [
    `# ${kata.title}: interview`,
    '',
    `- ${isPassed(state) ? 'Passed' : 'Not passed'} after ${minutesText(elapsedMs)} of ${minutes}:00, ${saves} saves.`,
    ...facts.map(({ fact, holds }) => `- ${holds ? 'holds' : '**broken**'}: ${fact}`),
    ...told.map(({ question, isSaid }) => `- ${isSaid ? 'said' : '**missed**'}: ${question}`),
    '',
    '## Your answer',
    '',
    `See ${state.file}.`,
    '',
  ].join('\n')
  writeFileSync(join(root, 'practice', `${kata.id}.interview.md`), summary)
  stdout.write(`\n${summary}\nIt is kept in practice/${kata.id}.interview.md\n`)
}
