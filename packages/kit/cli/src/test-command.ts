import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { runTool, toolPath } from './run-tool.ts'
import { namedPackages } from './workspace-packages.ts'

const help = `Usage: lab test [concept or package]... [-- vitest arguments]

Runs the tests of all packages, or of those named by id or folder. What has not changed since its
last green run is not run again; --force after -- has no effect on that: use lab test --force.

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
  context.stdout.write(`Tests use ${serversOfTests(context.env)}.\n`)
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
      ...cacheFolder(context.root),
      ...(own.includes('--force') ? ['--force'] : []),
      ...packages.map((one) => `--filter=${one.name}`),
      ...(forVitest.length > 0 ? ['--', ...forVitest] : []),
    ],
    context,
    {
      env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_PRINT_VERSION_DISABLED: '1' },
    },
  )
}

/** Says where tests get their servers from, as kit/servers decides it. */
export function serversOfTests(env: NodeJS.ProcessEnv): string {
  const forced = env['LAB_SERVERS']
  if (forced) return `${forced} servers (LAB_SERVERS)`
  const services = { PostgreSQL: 'DATABASE_URL', Redis: 'REDIS_URL', Kafka: 'KAFKA_BROKERS' }
  const own = Object.entries(services).filter(([, variable]) => env[variable])
  const rest = Object.keys(services).filter((name) => !own.some(([mine]) => mine === name))
  return [
    ...own.map(([name, variable]) => `your ${name} (${variable})`),
    ...(rest.length > 0 ? [`embedded ${rest.join(', ')}`] : []),
  ].join('; ')
}

function cacheFolder(root: string): string[] {
  try {
    accessSync(root, constants.W_OK)
    return []
  } catch {
    return [`--cache-dir=${join(tmpdir(), 'backend-lab-turbo')}`]
  }
}
