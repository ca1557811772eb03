import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { minutesText } from '@lab/kata/clock-text'
import type { Context } from '../context.ts'
import { waitForKey } from '../keys.ts'
import type { SessionEnd } from './run-session.ts'
import { isPassed } from './session-text.ts'
import { painter, proseText, textOptions } from '../prose-text.ts'

/** Asks the follow-up questions one by one, and leaves a summary to read later. */
export async function reviewInterview(
  { state, elapsedMs, saves }: SessionEnd,
  minutes: number,
  context: Context,
): Promise<void> {
  const { stdout, root } = context
  const { kata, judgement } = state
  const options = textOptions(context)
  const paint = painter(options)
  const told: string[] = []
  for (const [index, { question, answer }] of kata.followUps.entries()) {
    stdout.write(
      `\n${paint('bold', `Follow-up ${index + 1} of ${kata.followUps.length}`)}  ${question}\n`,
    )
    stdout.write(paint('dim', 'Say your answer, then press a key. '))
    await waitForKey(context)
    stdout.write(`\n${proseText(answer, options)}\n${paint('dim', 'Did you say that? y/n ')}`)
    const key = await waitForKey(context, ['y', 'n', 'q'])
    stdout.write(`${key}\n`)
    if (key === 'q') break
    told.push(`- ${key === 'y' ? 'said' : '**missed**'}: ${question}`)
  }
  const facts = judgement?.ending === 'judged' ? judgement.findings : []
  const summary = [
    `# ${kata.title}: interview`,
    '',
    `- ${isPassed(state) ? 'Passed' : 'Not passed'} after ${minutesText(elapsedMs)} of ${minutes}:00, ${saves} saves.`,
    ...facts.map(({ fact, holds }) => `- ${holds ? 'holds' : '**broken**'}: ${fact}`),
    ...told,
    '',
    '## Your answer',
    '',
    `See ${state.file}.`,
    '',
  ].join('\n')
  writeFileSync(join(root, 'practice', `${kata.id}.interview.md`), summary)
  stdout.write(`\n${summary}\nIt is kept in practice/${kata.id}.interview.md\n`)
}
