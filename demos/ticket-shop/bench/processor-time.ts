import { readFile } from 'node:fs/promises'
import { descendantsOf, listProcesses } from '@lab/servers/list-processes'

const kinds = {
  api: /\/shop-process\.ts api$/,
  orchestrator: /\/shop-process\.ts orchestrator$/,
  consumer: /\/shop-process\.ts consumer$/,
  providers: /\/providers-process\.ts$/,
  PostgreSQL: /postgres/,
  Kafka: /java|kafka/,
  Redis: /redis|valkey/,
} as const

export type Kind = keyof typeof kinds | 'buyers'

export const kindNames = [...Object.keys(kinds), 'buyers'] as Kind[]

/**
 * Reads how much processor time this process and those below it have taken until now, in
 * milliseconds. The buyers are this process. Only Linux tells it, and only of servers that this process
 * has started.
 */
export async function readProcessorTimeMs(): Promise<Record<Kind, number>> {
  const { user, system } = process.cpuUsage()
  const times = Object.fromEntries(kindNames.map((kind) => [kind, 0])) as Record<Kind, number>
  times.buyers = (user + system) / 1000
  for (const { pid, command } of descendantsOf(process.pid, await listProcesses())) {
    const kind = kindNames.find((name) => name !== 'buyers' && kinds[name].test(command))
    if (kind !== undefined) times[kind] += await timeOf(pid)
  }
  return times
}

/** Of a process, and of its children that have ended. */
async function timeOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The program's name may have blanks in it; what counts comes after its bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).map(Number)
  const msPerTick = 10
  return ticks.reduce((sum, one) => sum + (one || 0), 0) * msPerTick
}
