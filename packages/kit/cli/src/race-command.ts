import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Race } from '@lab/conductor'
import { giveVariablesBack } from '@lab/servers/drop-variables'
import { createNdjsonView, createTerminalView, untilAborted } from '@lab/stage'
import type { View } from '@lab/stage'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { chooseRaces } from './race/choose-races.ts'
import { findRaces } from './race/find-races.ts'
import { importFile } from './race/import-file.ts'
import { createOpeners } from './race/openers.ts'
import { showExploration, showOrder } from './race/show-exploration.ts'
import { replayOrder, requireSchedule } from './replay-race.ts'
import { typedIn } from './typed-in.ts'

const help = `Usage: lab race <file> [options]

Runs the races of a file of your own in every order of their steps, and draws the simplest order
that breaks.

  --race <name>     this race only
  --replay <order>  run it in this order, as 'alice×2 bob×4 alice'
  --json            one event a line

The file exports what conduct({ ... }) returns, or a function \`races\` that makes some. It may lie
anywhere, in JavaScript or in TypeScript whose types can be stripped. @lab/conductor and @lab/servers
are found by themselves; what else it imports has to be installed beside it. As an example:

${indented(readFileSync(new URL('../example/two-add.js', import.meta.url), 'utf8'))}
Exit code: 0 when every invariant holds, 1 when one breaks, 2 for bad input, for what cannot be
conducted and for no server.
`

const options = {
  race: { type: 'string' },
  replay: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [asked, ...others] = positionals
  if (asked === undefined || others.length > 0) {
    throw new MisuseError(
      `lab race takes one file, received ${positionals.join(', ') || 'none'}\nTry: lab race --help`,
    )
  }
  if (values.replay !== undefined) requireSchedule(values.replay)
  const { stdout, env, signal } = context
  const file = resolve(typedIn(env, 'race'), asked)
  const view = values.json ? createNdjsonView(stdout) : createTerminalView(stdout, { env })
  // What a race of a person's own connects to is theirs to say.
  giveVariablesBack()
  await using opened = createOpeners()
  try {
    const work = importFile(file).then(async (exports) => {
      const races = chooseRaces(await findRaces(file, exports, opened.openers), values)
      return values.replay === undefined
        ? exploreAll(races, view)
        : replayOne(races, values.replay, view)
    })
    return await untilAborted(work, signal)
  } catch (error) {
    throw cannotConduct(error) ?? error
  } finally {
    await view.end?.()
  }
}

async function exploreAll(races: ReadonlyMap<string, Race>, view: View): Promise<number> {
  let code = 0
  for (const [name, race] of races) if (!(await showExploration(name, race, view))) code = 1
  return code
}

async function replayOne(
  races: ReadonlyMap<string, Race>,
  schedule: string,
  view: View,
): Promise<number> {
  const [name, race] = [...races][0]!
  const timeline = await replayOrder(race, schedule)
  await showOrder(name, race, timeline, view)
  return timeline.violation === undefined ? 0 : 1
}

// By name: the file may have a conductor of its own.
const aboutTheProgram = new Set([
  'EndlessError',
  'NoReplyError',
  'NotConductedError',
  'NotDeterministicError',
  'StalledError',
])

/** What the conductor says of the program is for the person who wrote it: no stack of ours. */
function cannotConduct(error: unknown): MisuseError | undefined {
  if (!(error instanceof Error) || !aboutTheProgram.has(error.name)) return undefined
  return new MisuseError(error.message, { cause: error })
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ')
}
