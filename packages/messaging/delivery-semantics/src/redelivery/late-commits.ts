// What the broker answers to the commit of a member whose partition has gone to another one. The
// members are bare requests: a client sends the generation that it has by now, and the one in
// which the record was given only when the commit is under way while the group changes.
import { offsetCommitV9 } from '@platformatic/kafka'
import type { ResponseError } from '@platformatic/kafka'
import type { Payments } from '../open-payments.ts'
import { joinClassicGroup } from './join-classic-group.ts'
import { joinConsumerGroup } from './join-consumer-group.ts'
import { openCoordinator } from './open-coordinator.ts'

/** What the broker answers: `accepted`, or the name of the error. */
export interface LateCommits {
  /** To the generation or epoch in which the record was given. */
  old: string
  /** To the one that the member has now, although the partition is another member's. */
  current: string
  /** To a member that is in the group no more. */
  removed: string
}

const protocols = { classic: joinClassicGroup, consumer: joinConsumerGroup }

/** A member has both partitions of a topic, and gives the second one to a member that joins. */
export async function lateCommits(
  { bus, openPlace }: Payments,
  protocol: keyof typeof protocols,
): Promise<LateCommits> {
  const { topic, groupId } = await openPlace(`late-${protocol}`, { partitions: 2 })
  await using coordinator = await openCoordinator(bus.brokers, groupId)
  const { ask, member, generations, leave } = await protocols[protocol](coordinator, {
    topic,
    groupId,
  })
  const given = { partitionIndex: 1, committedOffset: 1n, committedLeaderEpoch: -1 }
  const commit = (generation: number) =>
    ask(offsetCommitV9, groupId, generation, member, null, [
      { name: topic, partitions: [given] },
    ]).then(() => 'accepted', errorName)
  const [old, current] = [await commit(generations.old), await commit(generations.current)]
  await leave()
  return { old, current, removed: await commit(generations.current) }
}

function errorName(error: unknown): string {
  const [refusal] = (error as ResponseError).errors as { apiId?: string }[]
  if (refusal?.apiId === undefined) throw error
  return refusal.apiId
}
