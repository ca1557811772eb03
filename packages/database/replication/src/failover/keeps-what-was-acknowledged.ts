import {
  acknowledgedOrWaits,
  startCommit,
  waitsForStandby,
} from '../commit-level/started-commit.ts'
import type { Cluster } from '../open-cluster.ts'

/** How a client writes: the level of its commits, and whether it cancels one that waits. */
export interface Writer {
  level: 'local' | 'on'
  whenItWaits: 'stays' | 'cancels'
}

export interface FailoverReport {
  /** Writes that the client was told are done. */
  acknowledged: number
  /** Warnings that came with them. */
  warnings: string[]
  /** Those of them that are on the promoted standby. */
  kept: number
  lost: number
  violation: string | undefined
}

const before = 6
const after = 4

/**
 * The contract of every way: what a client was told is done is there after a failover. Six writes
 * reach the standby, then the network between the two is cut, and up to four do not; then the primary
 * dies, and the standby is promoted.
 */
export async function keepsWhatWasAcknowledged(
  cluster: Cluster,
  writers: readonly Writer[],
): Promise<FailoverReport[]> {
  const { primary, standby, link } = cluster
  const told = writers.map(() => ({ ids: [] as number[], warnings: [] as string[] }))
  const idOf = (writer: number, n: number) => writer * 100 + n
  const writeAll = async (from: number, to: number) => {
    for (const [number, writer] of writers.entries())
      for (let n = from; n <= to; n += 1) {
        const warnings = await write(cluster, writer, idOf(number, n))
        if (warnings === 'waits') break
        told[number]!.ids.push(idOf(number, n))
        told[number]!.warnings.push(...warnings)
      }
  }
  await writeAll(1, before)
  await standby.caughtUp()
  await link.cut()
  await writeAll(before + 1, before + after)
  await primary.crash()
  await standby.promote()
  const client = await standby.connect()
  const { rows } = await client.query('select id from notes')
  await client.end()
  const there = new Set(rows.map(({ id }) => id))
  return told.map(({ ids, warnings }) => {
    const kept = ids.filter((id) => there.has(id)).length
    const lost = ids.length - kept
    const violation = lost > 0 ? `${lost} of ${ids.length} acknowledged writes are gone` : undefined
    return { acknowledged: ids.length, warnings, kept, lost, violation }
  })
}

/** Gives the warnings that came with the acknowledgement, or `waits` when it is given up. */
async function write(
  { plain }: Cluster,
  { level, whenItWaits }: Writer,
  id: number,
): Promise<string[] | 'waits'> {
  const insert = `insert into notes values ($1, 'written')`
  const one = await startCommit(plain.primary, level, insert, [id])
  // Beside a standby that is there, each wait ends by itself.
  const { rowCount: followers } = await plain.primary.query('select from pg_stat_replication')
  if (followers === 1) return one.acknowledged
  const seen = await acknowledgedOrWaits(one, () => waitsForStandby(plain.primary, one.pid))
  if (seen === 'waits' && whenItWaits === 'stays') return 'waits'
  if (seen === 'waits') await plain.primary.query('select pg_cancel_backend($1)', [one.pid])
  return one.acknowledged
}
