import { inTransaction } from '@lab/servers/in-transaction'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Pool } from 'pg'

/** What `synchronous_commit` is for one transaction: whether its commit waits for the disk. */
export type Waits = 'on' | 'off'

export interface Kept {
  /** The commits that were acknowledged before the crash, by their place in the order of all. */
  acknowledged: number[]
  /** Those that are there afterwards. */
  kept: number[]
  lost: number
  violation: string | undefined
}

/**
 * Commits one row, and gives its place: the lock of the counter's row puts all commits into one
 * order, and each of them has read the one before it.
 */
export function commitNext(pool: Pool, writer: number, waits: Waits): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(`set local synchronous_commit = ${waits}`)
    const { rows } = await client.query('update counter set n = n + 1 returning n')
    await client.query('insert into commits values ($1, $2)', [rows[0].n, writer])
    return rows[0].n
  })
}

/**
 * The contract: after a crash every commit that was acknowledged is there.
 *
 * @param commit Commits until it has enough, and tells of each that is acknowledged.
 */
export async function keepsEveryCommit(
  server: DedicatedPostgres,
  commit: (pool: Pool, acknowledge: (n: number) => void) => Promise<void>,
): Promise<Kept> {
  const pool = server.pool()
  await pool.query('truncate commits; update counter set n = 0')
  const acknowledged: number[] = []
  await commit(pool, (n) => acknowledged.push(n))
  await server.crash()
  await pool.end()
  await server.restart()
  const client = await server.connect()
  const { rows } = await client.query('select n from commits order by n')
  await client.end()
  const kept = rows.map(({ n }) => n)
  const lost = acknowledged.filter((n) => !kept.includes(n)).length
  const violation = lost > 0 ? `${lost} of ${acknowledged.length} commits are gone` : undefined
  return { acknowledged, kept, lost, violation }
}

/** Whether these are the first ones of the order of all commits, without a gap. */
export function isPrefix(kept: readonly number[]): boolean {
  return kept.every((n, index) => n === index + 1)
}
