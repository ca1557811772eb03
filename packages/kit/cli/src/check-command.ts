import { parseArgs, styleText } from 'node:util'
import { wantsColour } from '@lab/stage'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { checks } from './checks.ts'
import type { Check } from './checks.ts'
import { MisuseError } from './misuse-error.ts'

const help = `Usage: lab check [check]... [--fix]

Runs ${Object.keys(checks).join(', ')}; all of them, or those named.
"lab check sizes" shows how large each concept is, and how long its tasks took when they last ran.

  --fix  format, mend what the linter can mend, and write the READMEs anew
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { fix: { type: 'boolean', default: false } },
  })
  if (positionals.includes('sizes')) {
    if (positionals.length > 1) throw new MisuseError('lab check sizes takes no other check')
    const { sizesTable } = await import('./concept-sizes.ts')
    context.stdout.write(await sizesTable(context))
    return 0
  }
  const unknown = positionals.find((name) => !Object.hasOwn(checks, name))
  if (unknown !== undefined) {
    throw new MisuseError(
      `Unknown check "${unknown}"\nThere are: ${[...Object.keys(checks), 'sizes'].join(', ')}`,
    )
  }
  const colour = wantsColour(context.stdout, context.env)
  const chosen = Object.entries(checks).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  )
  const mode = values.fix ? 'fix' : 'check'
  const running = startChecks(chosen, mode, context)
  let failed = 0
  for (const [name] of chosen) {
    const { ok, output, seconds } = await running.get(name)!
    const text = `${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds.toFixed(1)} s`
    context.stdout.write(
      `${colour ? styleText(ok ? 'green' : 'red', text, { validateStream: false }) : text}\n`,
    )
    if (ok) continue
    failed += 1
    context.stdout.write(`${output.trim().replace(/^/gm, '  ')}\n`)
  }
  return failed === 0 ? 0 : 1
}

type RunningCheck = Promise<Awaited<ReturnType<Check['run']>> & { seconds: number }>

/** Starts checks, one after the other in each lane. What mends files runs before all that reads them. */
function startChecks(
  chosen: [string, Check][],
  mode: 'check' | 'fix',
  context: Context,
): Map<string, RunningCheck> {
  const running = new Map<string, RunningCheck>()
  const last = new Map<string, Promise<unknown>>()
  for (const [name, check] of chosen) {
    const lane = mode === 'fix' ? 'one' : check.lane
    const before = last.get(lane) ?? Promise.resolve()
    const result = before.then(async () => {
      const started = performance.now()
      const done = await check.run(context, mode)
      return { ...done, seconds: (performance.now() - started) / 1000 }
    })
    running.set(name, result)
    // An error reaches who waits for this check, in the order of all.
    last.set(
      lane,
      result.catch(() => {}),
    )
  }
  return running
}
