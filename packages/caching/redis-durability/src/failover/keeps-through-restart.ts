import { persistence } from '../kill/persistence.ts'
import type { Persistence } from '../kill/persistence.ts'
import { untilInFile } from '../kill/until-in-file.ts'
import { follow, openReplicated } from './replicated.ts'
import { waitFor } from './wait-for.ts'

export interface RestartReport {
  /** Orders that the replica has confirmed. */
  stored: number
  /** Orders on the primary after its restart, and on its replica. */
  onPrimary: number
  onReplica: number
  violation: string | undefined
}

const writes = 6

/**
 * The contract is the same, where no failover happens: the primary is killed, and a supervisor
 * starts it again at once. Its replica is there all the time, and has confirmed each order.
 */
export async function keepsThroughRestart(ofPrimary: Persistence): Promise<RestartReport> {
  await using servers = await openReplicated(1, persistence[ofPrimary])
  const { primary, replicas } = servers
  const store = waitFor(1)
  let stored = 0
  for (let n = 0; n < writes; n += 1)
    if ((await store(primary.client, `order:${n}`)) === 'stored') stored += 1
  await untilInFile(primary.client)
  await primary.server.crash()
  await primary.server.restart()
  await follow(replicas[0]!, primary)
  const [onPrimary, onReplica] = [await primary.client.dbsize(), await replicas[0]!.client.dbsize()]
  const lost = stored - Math.min(onPrimary, onReplica)
  const violation =
    lost > 0 ? `${lost} of ${stored} orders that the replica had confirmed are gone` : undefined
  return { stored, onPrimary, onReplica, violation }
}
