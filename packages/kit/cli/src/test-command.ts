import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import {
  addressVariables,
  chooseSource,
  serviceNames,
  testVariable,
} from '@lab/servers/choose-source'
import type { Service } from '@lab/servers/choose-source'
import { wantsColour } from '@lab/stage'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { runTool, toolPath } from './run-tool.ts'
import type { WorkspacePackage } from './workspace-packages.ts'
import { namedPackages, workspacePackages } from './workspace-packages.ts'

const help = `Usage: lab test [concept or package]... [--force] [-- vitest arguments]

Runs the tests of all packages, or of those named by id or folder. What has not changed since its
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
  const packages = namedPackages(
    context.root,
    own.filter((argument) => !argument.startsWith('-')),
  )
  const { line, note } = await serversOfTests(neededServices(packages), context.env)
  context.stdout.write(`Tests use ${line}.\n${note === undefined ? '' : `${note}\n`}`)
  const said = { LAB_SERVERS_SAID: note ?? '', LAB_TESTS_USE: line }
  if (!isWritable(context.root)) {
    const chosen = packages.length > 0 ? packages : workspacePackages(context.root)
    return testWithoutCache(chosen, forVitest, context, said)
  }
  return runTool(
    toolPath('turbo'),
    [
      'run',
      'test',
      '--concurrency=2',
      '--output-logs=new-only',
      '--log-order=grouped',
      '--log-prefix=none',
      '--ui=stream',
      '--no-update-notifier',
      ...(packages.length === 1 ? [] : ['--continue=always']),
      ...(own.includes('--force') ? ['--force'] : []),
      ...packages.map((one) => `--filter=${one.name}`),
      ...(forVitest.length > 0 ? ['--', ...forVitest] : []),
    ],
    context,
    { env: { ...turboEnvironment(context), ...said } },
  )
}

function turboEnvironment({ env, stdout }: Context): NodeJS.ProcessEnv {
  return {
    PATH: [pnpmFolder, env['PATH']].join(delimiter),
    LAB_NODE: process.execPath,
    LAB_OWNER: String(process.pid),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    TURBO_PRINT_VERSION_DISABLED: '1',
    // turbo would tell the tests to colour also where nobody sees it.
    ...(wantsColour(stdout, env) ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: '0' }),
  }
}

const pnpmFolder = join(import.meta.dirname, '../turbo')

/** Concepts say what they need; the tests of the kit may use everything. */
function neededServices(packages: WorkspacePackage[]): Service[] {
  const all: Service[] = ['postgres', 'redis', 'kafka']
  if (packages.length === 0 || packages.some((one) => one.kind === 'kit')) return all
  const needs = packages.flatMap(
    (one) => (one.manifest['lab'] as { needs?: string[] })?.needs ?? [],
  )
  return all.filter((service) => needs.includes(service))
}

/** Says where tests get their servers from, and what keeps them from the usual source. */
export async function serversOfTests(
  needed: Service[],
  env: NodeJS.ProcessEnv,
): Promise<{ line: string; note?: string }> {
  if (needed.length === 0) return { line: 'no server' }
  const choices = await Promise.all(
    needed.map((service) => chooseSource(service, { ...env, [testVariable]: 'true' })),
  )
  const parts = choices.map((choice, index) => {
    const service = needed[index]!
    const from = choice.source === 'yours' ? `yours, ${addressVariables[service]}` : choice.source
    return `${serviceNames[service]} (${from})`
  })
  const note = choices.flatMap((choice) => (choice.source !== 'yours' && choice.note) || [])[0]
  return { line: parts.join(', '), ...(note === undefined ? {} : { note }) }
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
    if (!Object.hasOwn((manifest['scripts'] as object) ?? {}, 'test')) continue
    context.stdout.write(`\n${path}\n`)
    const code = await runTool(process.execPath, ['--run', 'test', '--', ...args], context, {
      cwd: folder,
      env,
    })
    if (code !== 0) failed += 1
  }
  return failed === 0 ? 0 : 1
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
