import { requireYours } from '@lab/servers/require-yours'
import { services } from '@lab/servers/services'
import type { ServiceDefinition } from '@lab/servers/services'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { runTool, toolPath } from './run-tool.ts'
import { canCache, serversOfTests, turboArguments, turboEnvironment } from './turbo.ts'
import type { WorkspacePackage } from './workspace-packages.ts'
import { namedPackages, workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab test [concept, package or area]... [--force] [-- vitest arguments]

Runs the tests of all packages, or of those named by id, folder or area. What has not changed since its
last green run is not run again.

  --force  run also what has not changed
`

export const command: Command = { help, run }

async function run(args: string[], context: Context): Promise<number> {
  const split = args.indexOf('--')
  const own = split < 0 ? args : args.slice(0, split)
  const forVitest = split < 0 ? [] : args.slice(split + 1)
  const unknown = own.find((argument) => argument.startsWith('-') && argument !== '--force')
  if (unknown !== undefined) {
    throw new MisuseError(
      `Unknown option ${unknown}\nTry: lab test ... -- ${unknown}, when it is meant for vitest`,
    )
  }
  const named = own.filter((argument) => !argument.startsWith('-'))
  const packages = namedPackages(context.root, named)
  if (named.length > 0 && packages.length === 0) {
    context.stdout.write(`There is nothing to test in ${named.join(', ')} yet.\n`)
    return 0
  }
  const needed = neededServices(packages)
  await requireYours(needed, context.env)
  const { line, note } = await serversOfTests(needed, context.env)
  context.stdout.write(`Tests use ${line}.\n${note === undefined ? '' : `${note}\n`}`)
  const said = { LAB_SERVERS_SAID: note ?? '' }
  if (!canCache(context.root)) {
    const chosen = packages.length > 0 ? packages : workspacePackages(context.root)
    return testWithoutCache(chosen, forVitest, context, said)
  }
  const run = { tasks: ['test'], packages, force: own.includes('--force'), args: forVitest }
  const env = {
    ...(await turboEnvironment(context)),
    ...said,
    // `--watch` is for changing what was recorded.
    LAB_RECORDED: forVitest.length === 0 ? '1' : '',
  }
  return runTool(toolPath('turbo'), turboArguments(run), context, { env })
}

/** Concepts say what they need; the tests of the kit may use everything. */
function neededServices(packages: WorkspacePackage[]): readonly ServiceDefinition[] {
  if (packages.length === 0 || packages.some((one) => one.kind === 'kit')) return services
  const needs = packages.flatMap(
    (one) => (one.manifest['lab'] as { needs?: string[] })?.needs ?? [],
  )
  return services.filter(({ id }) => needs.includes(id))
}

/** turbo keeps logs in each package; where it cannot, the tests run one package after the other. */
async function testWithoutCache(
  packages: WorkspacePackage[],
  args: string[],
  context: Context,
  env: NodeJS.ProcessEnv,
) {
  let failed = 0
  for (const { path, folder, manifest } of packages) {
    const { test } = (manifest['scripts'] ?? {}) as { test?: string }
    if (test === undefined) continue
    context.stdout.write(`\n${path}\n`)
    // Vitest's usual loader writes a file beside the settings, which another user's checkout refuses.
    const loader = test.startsWith('vitest') ? ['--configLoader=native'] : []
    const all = ['--run', 'test', '--', ...loader, ...args]
    const code = await runTool(process.execPath, all, context, { cwd: folder, env })
    if (code !== 0) failed += 1
  }
  return failed === 0 ? 0 : 1
}
