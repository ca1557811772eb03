import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { provideAnswer, resetAnswer } from './practice/answer-file.ts'
import { kataListText } from './practice/kata-list-text.ts'
import { openProgress } from './practice/progress.ts'
import type { Progress } from './practice/progress.ts'
import { readNumber } from './read-number.ts'
import { textOptions } from './prose-text.ts'
import { requireKatas, workspaceKatas } from './practice/workspace-katas.ts'
import type { KataEntry } from './practice/workspace-katas.ts'

const help = `Usage: lab practice [concept or kata] [options]

Copies the problem of a kata to practice/<kata>.ts and judges it at each save, on real servers, by
the same contract that our own solution has to keep. Without a name: lists the katas.

  --time <minutes>  another time box, as 20m
  --interview       the prompt as an interviewer puts it, no hints, follow-up questions at the end
  --once            judges practice/<kata>.ts once, without keys; so does a pipe
  --reset           starts anew; the answer until now stays as practice/<kata>.ts.bak

Opens $VISUAL or $EDITOR when one is set. Exit code: 0 when it passes, 1 when it does not.
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      time: { type: 'string' },
      interview: { type: 'boolean', default: false },
      once: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
    },
  })
  if (positionals.length > 1)
    throw new MisuseError(`lab practice takes one kata, received ${positionals.join(', ')}`)
  const minutes = values.time === undefined ? undefined : readMinutes(values.time)
  const progress = openProgress(context.root)
  const id = positionals[0] ?? (await chooseKata(progress, context))
  if (id === undefined) return 0
  const entries = requireKatas(context.root, id)
  const entry = entries.find(({ kata }) => !progress.of(kata.id).passedAt) ?? entries[0]!
  if (values.reset) {
    resetAnswer(context.root, entry.kata)
    progress.forget(entry.kata.id)
  }
  const isTerminal = context.stdin.isTTY && context.stdout.isTTY
  if (values.once || !isTerminal) return judgeOnce(entry, progress, context)
  const mode = values.interview ? 'interview' : 'practice'
  return practise({ entry, minutes, mode, progress }, context)
}

// No kata takes longer than a day.
const timeBox = { name: '--time', from: 1, to: 1_440, remedy: '--time 20m' }

function readMinutes(text: string): number {
  return readNumber(text.replace(/(?<=\d)m$/, ''), timeBox)
}

async function chooseKata(progress: Progress, context: Context): Promise<string | undefined> {
  const entries = workspaceKatas(context.root)
  context.stdout.write(kataListText(entries, progress, textOptions(context)))
  if (!context.stdin.isTTY || !context.stdout.isTTY || entries.length === 0) return undefined
  const { pickOne } = await import('./pick-one.ts')
  context.stdout.write('\n')
  return pickOne(
    'Which kata?',
    entries.map(({ concept, kata }) => ({
      value: kata.id,
      label: kata.id,
      hint: `${concept.id}: ${kata.title}`,
    })),
    context,
  )
}

async function judgeOnce(
  { kata }: KataEntry,
  progress: Progress,
  context: Context,
): Promise<number> {
  const { openJudge, passes } = await import('@lab/kata/judge')
  const { visibleText } = await import('@lab/stage')
  const { verdictText } = await import('./practice/verdict-text.ts')
  const { typeProblems } = await import('./practice/type-problems.ts')
  const file = provideAnswer(context.root, kata)
  await using judge = openJudge(join(kata.folder, 'facts.ts'))
  const types = typeProblems(file, context)
  const judgement = await judge.judge(file, { signal: context.signal })
  const lines = (await types).map((text) => `✗ types: ${visibleText(text)}\n`)
  const text = verdictText(judgement, textOptions(context))
  const hasPassed = passes(judgement) && lines.length === 0
  // As the page says it.
  const status = hasPassed ? '✓ Passed.' : '✗ Not yet.'
  context.stdout.write(`${text}\n${lines.join('')}\n${status}\n`)
  if (!hasPassed) return 1
  progress.pass(kata.id, progress.of(kata.id).seconds)
  return 0
}

async function practise(
  options: {
    entry: KataEntry
    minutes: number | undefined
    mode: 'practice' | 'interview'
    progress: Progress
  },
  context: Context,
): Promise<number> {
  const { runSession } = await import('./practice/run-session.ts')
  const { isPassed } = await import('./practice/session-text.ts')
  const { mode, progress } = options
  let { entry } = options
  for (;;) {
    const minutes = options.minutes ?? entry.kata.minutes
    const end = await runSession({ entry, minutes, mode, progress }, context)
    if (end.how === 'finished') {
      const { reviewInterview } = await import('./practice/review-interview.ts')
      await reviewInterview(end, minutes, context)
    }
    if (end.how !== 'next') return isPassed(end.state) ? 0 : 1
    entry = nextKata(entry, progress, context)
  }
}

/** The next one that is not passed yet; at the end of the list it starts again. */
function nextKata(current: KataEntry, progress: Progress, context: Context): KataEntry {
  const all = workspaceKatas(context.root)
  const at = all.findIndex(({ kata }) => kata.id === current.kata.id)
  const others = [...all.slice(at + 1), ...all.slice(0, at)]
  return others.find(({ kata }) => !progress.of(kata.id).passedAt) ?? others[0] ?? current
}
