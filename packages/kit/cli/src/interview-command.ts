import { parseArgs } from 'node:util'
import { seededRandom } from '@lab/stage/seeded-random'
import { questionCards } from './ask/cards.ts'
import { chooseSeveral } from './choose-concepts.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import type { InterviewPlan } from './interview/plan-interview.ts'
import { MisuseError } from './misuse-error.ts'
import { openProgress } from './practice/progress.ts'
import { workspaceKatas } from './practice/workspace-katas.ts'
import { textOptions } from './prose-text.ts'
import { readNumber } from './read-number.ts'

const help = `Usage: lab interview [area or concept]... [options]

A mock interview: questions to answer aloud, one kata in the time that is left, the questions that
follow from it, and a summary that says what to read next. You judge your answers yourself.

  --minutes <number>  how long it takes (default: 45)
  --seed <number>     the same questions and kata as an interview before

Ctrl-C and q end it with the summary until then.
`

export const command: Command = { help, run: (args, context) => run(args, context) }

const minutesRange = { name: '--minutes', from: 5, to: 240, remedy: '--minutes 45' }
const seedRange = { name: '--seed', from: 0, to: 999_999, remedy: '--seed 7, or no --seed' }

/** @param now Milliseconds since any moment. */
export async function run(
  args: string[],
  context: Context,
  now: () => number = () => performance.now(),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '45' }, seed: { type: 'string' } },
  })
  const minutes = readNumber(values.minutes, minutesRange)
  const seed =
    values.seed === undefined
      ? Math.floor(Math.random() * (seedRange.to + 1))
      : readNumber(values.seed, seedRange)
  const { root, stdin, stdout } = context
  const concepts = chooseSeveral(root, positionals)
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new MisuseError('lab interview needs a terminal\nTry: lab ask --list, or lab practice')
  }
  const ids = new Set(concepts.map(({ id }) => id))
  const { planInterview } = await import('./interview/plan-interview.ts')
  const available = {
    cards: concepts.flatMap(questionCards),
    katas: workspaceKatas(root).filter(({ concept }) => ids.has(concept.id)),
  }
  const plan = planInterview(available, minutes, seededRandom(seed))
  const { openMemory } = await import('./ask/memory.ts')
  const { runInterview } = await import('./interview/run-interview.ts')
  const { interviewText } = await import('./interview/interview-text.ts')
  stdout.write(`${openingText(plan, minutes, seed)}\n`)
  const options = { plan, minutes, memory: openMemory(root), progress: openProgress(root), now }
  const result = await runInterview(options, context)
  stdout.write(
    `\n${interviewText(result, { asked: positionals, minutes, seed }, textOptions(context))}`,
  )
  return 0
}

function openingText({ cards, entry }: InterviewPlan, minutes: number, seed: number): string {
  const kata =
    entry === undefined ? 'no kata fits into the time' : `a kata of ${entry.kata.minutes} minutes`
  return `${minutes} minutes: ${cards.length} questions, ${kata}. Seed ${seed}.`
}
