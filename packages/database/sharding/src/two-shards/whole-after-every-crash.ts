import type { KillableServer } from './open-server.ts'
import { presumeAbort, resolve } from './resolve.ts'
import type { Orphan } from './resolve.ts'
import { CoordinatorDied, pointsOf, putAccounts, readBalances, runUntil } from './run-until.ts'
import type { Point } from './run-until.ts'
import type { Transfer } from './transfer.ts'

export interface CrashPoint extends Point {
  /** Which shards have a prepared transaction after the restart. */
  prepared: string
  /** Whether the restarted server keeps others from the row of shard A. */
  isLocked: boolean
}

export interface CrashReport {
  points: CrashPoint[]
  /** At how many points the restarted server has a prepared transaction. */
  withOrphans: number
  halves: number
  violation: string | undefined
}

/**
 * The contract of every way: at whichever statement the coordinator and the server die, the transfer
 * is there as a whole or not at all, once the resolver was there.
 *
 * For each point of each way one transfer is begun, with an account of its own, and its coordinator
 * dies there. Then the server is killed once for all of them, and started again.
 */
export async function wholeAfterEveryCrash(
  server: KillableServer,
  transfers: readonly Transfer[],
): Promise<CrashReport[]> {
  const begun: { transfer: Transfer; after: string; sends: number }[] = []
  for (const transfer of transfers)
    for (const [sends, after] of (await pointsOf(transfer)).entries())
      begun.push({ transfer, after, sends })
  await putAccounts(server, begun.length)
  await Promise.all(
    begun.map(({ transfer, sends }, account) =>
      runUntil(server, transfer, {
        account,
        sends,
        happens: () => Promise.reject(new CoordinatorDied()),
      }),
    ),
  )
  await server.crash()
  await server.restart()

  const locked = await lockedAccounts(server)
  const orphans = await resolve(server, presumeAbort)
  const found = await readBalances(server)
  const points = begun.map(({ after }, account): CrashPoint => ({
    after,
    prepared: shardsOf(orphans, account),
    isLocked: locked.has(account),
    ...found[account]!,
  }))
  return transfers.map((transfer) =>
    report(points.filter((_, account) => begun[account]!.transfer === transfer)),
  )
}

function report(points: CrashPoint[]): CrashReport {
  const halves = points.filter(({ a, b }) => a + b !== 100).length
  const violation = `at ${halves} of ${points.length} points half of the transfer is there`
  return {
    points,
    withOrphans: points.filter(({ prepared }) => prepared !== '').length,
    halves,
    violation: halves > 0 ? violation : undefined,
  }
}

/** Asks for the lock of each row of shard A, without waiting for it. */
async function lockedAccounts(server: KillableServer): Promise<Set<number>> {
  const { rows } = await server.ask(
    'shard_a',
    `with free as (select id from accounts for update skip locked)
     select id from accounts where id not in (select id from free)`,
  )
  return new Set(rows.map(({ id }) => id))
}

function shardsOf(orphans: Orphan[], account: number): string {
  return orphans
    .filter(({ gid }) => gid.startsWith(`transfer-${account}/`))
    .map(({ gid }) => gid.at(-1))
    .join(' and ')
}
