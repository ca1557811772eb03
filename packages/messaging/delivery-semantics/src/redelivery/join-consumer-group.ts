import { consumerGroupHeartbeatV0 } from '@platformatic/kafka'
import type { Joined } from './join-classic-group.ts'
import type { Ask, Coordinator } from './open-coordinator.ts'

const rebalanceTimeoutMs = 10_000

/** The protocol of KIP-848: the broker assigns, and each heartbeat says what the member has. */
export async function joinConsumerGroup(
  coordinator: Coordinator,
  { topic, groupId }: { topic: string; groupId: string },
): Promise<Joined> {
  const [ask, askAsOther] = [await coordinator.connect(), await coordinator.connect()]
  const beat = (
    send: Ask,
    id: string,
    epoch: number,
    has: { topicId: string; partitions: number[] }[],
  ) => {
    const topics = epoch === 0 ? [topic] : null
    const timeout = rebalanceTimeoutMs
    return send(
      consumerGroupHeartbeatV0,
      groupId,
      id,
      epoch,
      null,
      null,
      timeout,
      topics,
      null,
      null,
      has,
    )
  }
  const { memberId, memberEpoch: old, assignment } = await beat(ask, '', 0, [])
  const other = await beat(askAsOther, '', 0, [])
  // The first heartbeat hears which partition is to be given back, the second one says that it is.
  const asked = await beat(ask, memberId!, old, assignment!.topicPartitions)
  const { memberEpoch: current } = await beat(
    ask,
    memberId!,
    old,
    asked.assignment!.topicPartitions,
  )
  const { assignment: given } = await beat(askAsOther, other.memberId!, other.memberEpoch, [])
  if (given?.topicPartitions[0]?.partitions[0] !== 1)
    throw new Error('Cannot commit late: the second partition was not given to the other member')
  return {
    ask,
    member: memberId!,
    generations: { old, current },
    leave: () => beat(ask, memberId!, -1, []),
  }
}
