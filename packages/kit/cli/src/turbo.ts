import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chooseSource, testVariable } from '@lab/servers/choose-source'
import { services } from '@lab/servers/services'
import type { ServiceDefinition } from '@lab/servers/services'
import { wantsColour } from '@lab/stage'
import type { Context } from './context.ts'
import type { WorkspacePackage } from './workspace-packages.ts'

export interface TurboRun {
  tasks: string[]
  /** Empty for all. */
  packages: readonly WorkspacePackage[]
  /** Runs also what has not changed. */
  force?: boolean
  /** Shows what tasks print only when they fail. */
  quiet?: boolean
  /** Given to the tasks' programs. */
  args?: string[]
}

/** Whether tasks can be cached here: turbo keeps logs in each package. */
export function canCache(root: string): boolean {
  if (!existsSync(join(root, 'turbo.json'))) return false
  try {
    accessSync(root, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The arguments of turbo: what has not changed since it was last green is not run again. */
export function turboArguments({ tasks, packages, force, quiet, args = [] }: TurboRun): string[] {
  return [
    'run',
    ...tasks,
    '--concurrency=2',
    `--output-logs=${quiet ? 'errors-only' : 'new-only'}`,
    '--log-order=grouped',
    '--log-prefix=none',
    '--ui=stream',
    '--no-update-notifier',
    ...(packages.length === 1 ? [] : ['--continue=always']),
    ...(force ? ['--force'] : []),
    ...packages.map(({ name }) => `--filter=${name}`),
    ...(args.length > 0 ? ['--', ...args] : []),
  ]
}

/** What turbo and its tasks need besides the environment of `lab` itself. */
export async function turboEnvironment(
  context: Pick<Context, 'env' | 'stdout'>,
): Promise<NodeJS.ProcessEnv> {
  const { env, stdout } = context
  // Of all services, also where a package needs one: else to test it alone would be another task.
  const [demos, tests] = await Promise.all([
    serversUsed(services, env),
    serversOfTests(services, env),
  ])
  return {
    PATH: [pnpmFolder, env['PATH']].join(delimiter),
    LAB_NODE: process.execPath,
    LAB_OWNER: String(process.pid),
    // What a recording or a proof was made with: another server is another result.
    LAB_DEMOS_USE: demos.line,
    LAB_TESTS_USE: tests.line,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    TURBO_PRINT_VERSION_DISABLED: '1',
    // turbo would tell its tasks to colour also where no terminal shows it.
    ...(wantsColour(stdout, env) ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: '0' }),
  }
}

const pnpmFolder = join(import.meta.dirname, '../turbo')

/** Says where tests get their servers from, and what keeps them from the usual source. */
export function serversOfTests(
  needed: readonly ServiceDefinition[],
  env: NodeJS.ProcessEnv,
): Promise<{ line: string; note?: string }> {
  return serversUsed(needed, { ...env, [testVariable]: 'true' })
}

async function serversUsed(
  needed: readonly ServiceDefinition[],
  env: NodeJS.ProcessEnv,
): Promise<{ line: string; note?: string }> {
  if (needed.length === 0) return { line: 'no server' }
  const choices = await Promise.all(needed.map((service) => chooseSource(service, env)))
  const parts = choices.map((choice, index) => {
    const { name, yours } = needed[index]!
    const from = choice.source === 'yours' ? `yours, ${yours!.variable}` : choice.source
    return `${name} (${from})`
  })
  const note = choices.flatMap((choice) => (choice.source !== 'yours' && choice.note) || [])[0]
  return { line: parts.join(', '), ...(note === undefined ? {} : { note }) }
}
