import type { KillableServer } from './open-server.ts'
import { resolve } from './resolve.ts'
import type { Decide } from './resolve.ts'
import { pointsOf, putAccounts, readBalances, runUntil } from './run-until.ts'
import type { Point } from './run-until.ts'
import type { Transfer } from './transfer.ts'

/**
 * The contract of every resolver: a coordinator is slow and not dead. The resolver comes before each
 * of its statements in turn, and then it goes on: the transfer is whole all the same.
 */
export async function wholeWithASlowCoordinator(
  server: KillableServer,
  transfer: Transfer,
  decide: Decide,
): Promise<{ points: Point[]; halves: number; violation: string | undefined }> {
  const statements = await pointsOf(transfer)
  await putAccounts(server, statements.length)
  for (const account of statements.keys()) {
    const happens = () => resolve(server, decide)
    await runUntil(server, transfer, { account, sends: account, happens })
    // What a refused coordinator has left is found the next time.
    await resolve(server, decide)
  }
  const found = await readBalances(server)
  const points: Point[] = statements.map((after, account) => ({ after, ...found[account]! }))
  const halves = points.filter(({ a, b }) => a + b !== 100).length
  const violation = `at ${halves} of ${points.length} points half of the transfer is there`
  return { points, halves, violation: halves > 0 ? violation : undefined }
}
