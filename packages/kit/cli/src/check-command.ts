import { parseArgs, styleText } from 'node:util'
import { wantsColour } from '@lab/stage'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { checks } from './checks.ts'
import { MisuseError } from './misuse-error.ts'

const help = `Usage: lab check [check]... [--fix]

Runs ${Object.keys(checks).join(', ')}; all of them, or those named.

  --fix  format, mend what the linter can mend, and write the READMEs anew
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { fix: { type: 'boolean', default: false } },
  })
  const unknown = positionals.find((name) => !Object.hasOwn(checks, name))
  if (unknown !== undefined) {
    throw new MisuseError(
      `Unknown check "${unknown}"\nThere are: ${Object.keys(checks).join(', ')}`,
    )
  }
  const colour = wantsColour(context.stdout, context.env)
  let failed = 0
  for (const [name, check] of Object.entries(checks)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    const started = performance.now()
    const { ok, output } = await check(context, values.fix ? 'fix' : 'check')
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const text = `${ok ? '✓' : '✗'} ${name.padEnd(8)} ${seconds} s`
    context.stdout.write(
      `${colour ? styleText(ok ? 'green' : 'red', text, { validateStream: false }) : text}\n`,
    )
    if (ok) continue
    failed += 1
    context.stdout.write(`${output.trim().replace(/^/gm, '  ')}\n`)
  }
  return failed === 0 ? 0 : 1
}
