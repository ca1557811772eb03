import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { readNumber } from './read-number.ts'
import { runTool } from './run-tool.ts'
import { namedPackages, workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab bench [concept or package]...

Runs the files bench/*.bench.ts one after the other and shows what they print. How often they
measure is in LAB_BENCH_ROUNDS, LAB_BENCH_SAGAS and LAB_STEADY_RUNS.
`

export const command: Command = { help, run }

/** The most is what takes days, even of the quickest. */
const mostOf = { LAB_BENCH_ROUNDS: 1_000, LAB_BENCH_SAGAS: 100_000, LAB_STEADY_RUNS: 10_000 }

async function run(args: string[], context: Context): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
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
    globSync('bench/*.bench.ts', { cwd: folder })
      .toSorted()
      .map((file) => ({ folder, file })),
  )
  if (files.length === 0) context.stderr.write('There is no bench/*.bench.ts to run.\n')
  let failed = 0
  for (const { folder, file } of files) {
    context.stdout.write(`${relative(context.root, folder)}/${file}\n`)
    if ((await runTool(process.execPath, [file], context, { cwd: folder })) !== 0) failed += 1
  }
  return failed === 0 ? 0 : 1
}
