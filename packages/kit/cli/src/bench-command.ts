import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { readNumber } from './read-number.ts'
import { runTool } from './run-tool.ts'
import { namedPackages, workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab bench [concept or package]... [options]

Runs the files bench/*.bench.ts one after the other and shows what they print. How often they
measure is in LAB_BENCH_ROUNDS, LAB_BENCH_SAGAS and LAB_STEADY_RUNS.

  --fuzz <minutes>  runs bench/fuzz*.ts instead, each for so long: generated programs, until one is wrong
  --seed <number>   with --fuzz: the same programs again
`

export const command: Command = { help, run }

/** The most is what takes days, even of the quickest. */
const mostOf = { LAB_BENCH_ROUNDS: 1_000, LAB_BENCH_SAGAS: 100_000, LAB_STEADY_RUNS: 10_000 }

async function run(args: string[], context: Context): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { fuzz: { type: 'string' }, seed: { type: 'string' } },
  })
  const { pattern, given } = filesToRun(values)
  for (const [name, to] of Object.entries(mostOf)) {
    const remedy = `${name}=10, or unset it`
    const text = context.env[name]
    if (text !== undefined) readNumber(text, { name, from: 1, to, remedy })
  }
  const packages =
    positionals.length > 0
      ? namedPackages(context.root, positionals)
      : workspacePackages(context.root)
  const files = packages.flatMap(({ folder }) =>
    globSync(pattern, { cwd: folder })
      .toSorted()
      .map((file) => ({ folder, file })),
  )
  if (files.length === 0) context.stderr.write(`There is no ${pattern} to run.\n`)
  let failed = 0
  for (const { folder, file } of files) {
    context.stdout.write(`${relative(context.root, folder)}/${file}\n`)
    if ((await runTool(process.execPath, [file, ...given], context, { cwd: folder })) !== 0)
      failed += 1
  }
  return failed === 0 ? 0 : 1
}

function filesToRun({ fuzz, seed }: { fuzz?: string; seed?: string }): {
  pattern: string
  given: string[]
} {
  if (fuzz === undefined) {
    if (seed !== undefined) throw new MisuseError('--seed says which programs --fuzz generates')
    return { pattern: 'bench/*.bench.ts', given: [] }
  }
  const minutes = readNumber(fuzz, { name: '--fuzz', from: 1, to: 1_440, remedy: '--fuzz 60' })
  const most = 2_147_483_647
  const chosen = seed && readNumber(seed, { name: '--seed', from: 0, to: most, remedy: '--seed 1' })
  return { pattern: 'bench/fuzz*.ts', given: [minutes, chosen ?? []].flat().map(String) }
}
