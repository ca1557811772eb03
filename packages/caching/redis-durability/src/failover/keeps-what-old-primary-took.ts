import type { Writer } from './keeps-through-failover.ts'
import { follow, isFollowed, openReplicated, promote } from './replicated.ts'
import { storeOrBeRefused } from './store.ts'
import type { Told } from './store.ts'
import { untilTimeIsUp } from './until-time-is-up.ts'

export interface OldPrimaryReport {
  /** What the clients of the old primary were told. */
  told: Told[]
  /** How many of their orders the old primary had before it was made a replica, and has after that. */
  before: number
  after: number
  lost: number
  violation: string | undefined
}

const writes = 4

/**
 * The contract is the same, for clients that still reach the old primary after a failover. A monitor
 * has promoted the replica, and the old primary is alive. Each way tries four orders there. Then the
 * monitor makes the old primary a replica of the new one.
 */
export async function keepsWhatOldPrimaryTook(
  writers: readonly Writer[],
): Promise<OldPrimaryReport[]> {
  await using servers = await openReplicated(1)
  const { primary, replicas } = servers
  await promote(replicas[0]!)
  await isFollowed(primary, 0)
  const client = primary.server.client()
  const told: Told[][] = []
  for (const [number, { store, minReplicas }] of writers.entries()) {
    const answers: Told[] = []
    await primary.client.config('SET', 'min-replicas-to-write', minReplicas)
    for (let n = 0; n < writes; n += 1) {
      const answer = storeOrBeRefused(store, client, `old:${number}:${n}`)
      answers.push(await untilTimeIsUp(answer, primary.client, 0))
    }
    await primary.client.config('SET', 'min-replicas-to-write', 0)
    told.push(answers)
  }
  const count = (number: number) => client.keys(`old:${number}:*`).then(({ length }) => length)
  const before = await Promise.all(told.map((_, number) => count(number)))
  await follow(primary, replicas[0]!)
  const after = await Promise.all(told.map((_, number) => count(number)))
  return told.map((answers, number) => {
    const stored = answers.filter((answer) => answer === 'stored').length
    const lost = Math.max(0, stored - after[number]!)
    return {
      told: answers,
      before: before[number]!,
      after: after[number]!,
      lost,
      violation:
        lost > 0 ? `${lost} of ${stored} orders that were stored are thrown away` : undefined,
    }
  })
}
