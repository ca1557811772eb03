import { parseArgs, styleText } from 'node:util'
import { doctor, serversStatus, stopServers } from '@lab/servers/control'
import type { ServersStatus } from '@lab/servers/control'
import { wantsColour } from '@lab/stage'
import type { Command } from './command.ts'
import type { Context } from './context.ts'
import { MisuseError } from './misuse-error.ts'
import { didYouMean } from './nearest-name.ts'

const help = `Usage: lab servers <status|stop|doctor>

  status  which servers run, for whom, and how much memory they take (--json for programs)
  stop    stop them all; the next demo starts what it needs
  doctor  what this machine has for real servers, and what to do about what it lacks

Exit code: 1 when the doctor finds something missing.
`

export const command: Command = { help, run }

const actions = { status, stop, doctor: examine }

async function run(args: string[], context: Context): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const name = positionals[0] ?? 'status'
  if (!Object.hasOwn(actions, name) || positionals.length > 1) {
    const names = Object.keys(actions)
    throw new MisuseError(
      `lab servers takes one of ${names.join(', ')}, received "${positionals.join(' ')}".${didYouMean(name, names)}`,
    )
  }
  return actions[name as keyof typeof actions](context, values.json)
}

async function status({ stdout }: Context, json: boolean): Promise<number> {
  const found = await serversStatus()
  stdout.write(json ? `${JSON.stringify(found)}\n` : statusText(found))
  return 0
}

function statusText(found: ServersStatus): string {
  if (found.keeper === 'not running') return 'No server runs. The next demo starts what it needs.\n'
  const lines = found.services.map((service) => {
    if (!service.running) return `${service.service}  not running`
    const memory =
      service.memoryBytes === undefined ? '' : `, ${Math.round(service.memoryBytes / 1024 ** 2)} MB`
    return `${service.service} ${service.version} (${service.source}) on port ${service.port}, used by ${service.leases}${memory}`
  })
  return [
    ...lines,
    `Keeper ${found.pid} since ${found.startedAt}, logs in ${found.logFolder}`,
    '',
  ].join('\n')
}

async function stop({ stdout }: Context): Promise<number> {
  stdout.write((await stopServers()) === 'stopped' ? 'Stopped.\n' : 'No server ran.\n')
  return 0
}

async function examine({ stdout, env }: Context, json: boolean): Promise<number> {
  const checks = await doctor()
  if (json) stdout.write(`${JSON.stringify(checks)}\n`)
  else {
    const colour = wantsColour(stdout, env)
    const width = Math.max(...checks.map((check) => check.name.length))
    for (const check of checks) {
      const mark = check.ok ? '✓' : '✗'
      const shown = colour
        ? styleText(check.ok ? 'green' : 'red', mark, { validateStream: false })
        : mark
      stdout.write(`${shown} ${check.name.padEnd(width)}  ${check.found}\n`)
      if (!check.ok && check.remedy !== '')
        stdout.write(`  ${' '.repeat(width)}  Try: ${check.remedy}\n`)
    }
  }
  return checks.every((check) => check.ok) ? 0 : 1
}
