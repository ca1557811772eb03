import type { Redis } from 'ioredis'
import { cutOff, hold, isFollowed, openReplicated, promote } from './replicated.ts'
import { storeOrBeRefused } from './store.ts'
import type { Store, Told } from './store.ts'
import { untilTimeIsUp } from './until-time-is-up.ts'

/** A way to write, with `min-replicas-to-write` of the primary. */
export interface Writer {
  store: Store
  minReplicas: number
}

export interface Failover {
  replicas: 1 | 2
  /** What the first replica is after six of ten writes. It is the one that is promoted. */
  first: 'late' | 'gone'
}

export interface FailoverReport {
  stored: number
  unknown: number
  refused: number
  /** Those that were told "stored" and are not on the promoted server. */
  lost: number
  /** Those with another answer that other clients could read on the old primary. */
  readable: number
  violation: string | undefined
}

const before = 6
const all = 10

/**
 * The contract of every way: what was told as stored is there after a failover. Each way writes six
 * orders, then the first replica falls behind or is gone, and each way tries four more. The primary
 * dies, and the first replica is promoted.
 */
export async function keepsThroughFailover(
  { replicas, first }: Failover,
  writers: readonly Writer[],
): Promise<FailoverReport[]> {
  await using servers = await openReplicated(replicas)
  const { primary } = servers
  const promoted = servers.replicas[0]!
  const told = writers.map((): Told[] => [])
  const client = primary.server.client()
  const writeAll = async (from: number, to: number, inStep: number) => {
    for (const [number, { store, minReplicas }] of writers.entries()) {
      await primary.client.config('SET', 'min-replicas-to-write', minReplicas)
      for (let n = from; n < to; n += 1) {
        const answer = storeOrBeRefused(store, client, keyOf(number, n))
        told[number]!.push(await untilTimeIsUp(answer, primary.client, inStep))
      }
      await primary.client.config('SET', 'min-replicas-to-write', 0)
    }
  }
  await writeAll(0, before, replicas)
  await primary.client.set('later', 'than all')
  await primary.client.wait(replicas, 0)
  await (first === 'late' ? hold(promoted) : cutOff(promoted))
  if (first === 'gone') await isFollowed(primary, replicas - 1)
  await writeAll(before, all, replicas - 1)
  const readable = await there(client, told)
  await primary.server.crash()
  await promote(promoted)
  const kept = await there(promoted.client, told)
  return told.map((answers, number) => report(answers, readable[number]!, kept[number]!))
}

const keyOf = (writer: number, n: number) => `order:${writer}:${n}`

/** For each order of each way, whether it is on this server. */
function there(client: Redis, told: readonly Told[][]): Promise<boolean[][]> {
  return Promise.all(
    told.map((answers, writer) =>
      Promise.all(answers.map(async (_, n) => (await client.exists(keyOf(writer, n))) === 1)),
    ),
  )
}

function report(
  told: readonly Told[],
  readable: readonly boolean[],
  kept: readonly boolean[],
): FailoverReport {
  const count = (one: Told) => told.filter((answer) => answer === one).length
  const stored = count('stored')
  const lost = told.filter((answer, n) => answer === 'stored' && !kept[n]).length
  return {
    stored,
    unknown: count('unknown'),
    refused: count('refused'),
    lost,
    readable: told.filter((answer, n) => answer !== 'stored' && readable[n]).length,
    violation: lost > 0 ? `${lost} of ${stored} orders that were stored are gone` : undefined,
  }
}
