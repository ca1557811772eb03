import type { Node } from '../open-server.ts'
import type { Persistence } from './persistence.ts'
import { untilInFile } from './until-in-file.ts'

export interface KillReport {
  /** For each kill: how many writes were acknowledged, and which of them are there afterwards. */
  kills: { acknowledged: number; kept: string[] }[]
  /** After how many kills an acknowledged write is gone. */
  withLoss: number
  /** How many are gone after the worst kill. */
  mostLost: number
  violation: string | undefined
}

const writes = 4
const snapshotAfter = 2

/**
 * The contract of every way: what was acknowledged is there after `kill -9`. For each kill Redis
 * begins empty; it is killed after one write, after two and so on up to four. Where it makes
 * snapshots, it has completed one after the second write.
 *
 * @param node Runs with the settings of this way.
 */
export async function keepsWhatWasAcknowledged(
  { client, server }: Node,
  way: Persistence,
): Promise<KillReport> {
  const kills: KillReport['kills'] = []
  for (let killedAfter = 1; killedAfter <= writes; killedAfter += 1) {
    await client.flushall()
    for (let n = 1; n <= killedAfter; n += 1) {
      await client.rpush('orders', n)
      if (way === 'snapshot' && n === snapshotAfter) await client.save()
    }
    await untilInFile(client)
    await server.crash()
    await server.restart()
    kills.push({ acknowledged: killedAfter, kept: await client.lrange('orders', 0, -1) })
  }
  const lost = kills.map(({ acknowledged, kept }) => acknowledged - kept.length)
  const withLoss = lost.filter((one) => one > 0).length
  const violation =
    withLoss > 0 ? `after ${withLoss} of ${writes} kills an acknowledged write is gone` : undefined
  return { kills, withLoss, mostLost: Math.max(...lost), violation }
}
