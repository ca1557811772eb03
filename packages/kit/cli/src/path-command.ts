import { parseArgs } from 'node:util'
import { chooseSeveral } from './choose-concepts.ts'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { learningPath } from './path/learning-path.ts'
import { pathText } from './path/path-text.ts'
import { textOptions } from './prose-text.ts'

const help = `Usage: lab path [area or concept]... [options]

What to learn in which order: how long each concept takes, what is done, what is due again, and what
comes next. A concept is done when its katas are passed and its questions were known; practice and
ask remember that.

  --json  one concept a line
`

export const command: Command = {
  help,
  run: async (args, context) => run(args, context, new Date()),
}

/** @param now Decides what is due. */
export function run(args: string[], context: Context, now: Date): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const ids = new Set(chooseSeveral(context.root, positionals).map(({ id }) => id))
  const steps = learningPath(context.root, now).filter(({ id }) => ids.has(id))
  context.stdout.write(
    values.json
      ? steps.map((step) => `${JSON.stringify(step)}\n`).join('')
      : pathText(steps, textOptions(context)),
  )
  return 0
}
