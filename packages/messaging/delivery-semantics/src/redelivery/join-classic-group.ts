import { joinGroupV9, leaveGroupV5, syncGroupV5 } from '@platformatic/kafka'
import type { Ask, Coordinator } from './open-coordinator.ts'

/** A member before and after another one has joined, and has its second partition. */
export interface Joined {
  ask: Ask
  member: string
  /** Numbers of the classic protocol's generations, or the member's epochs. */
  generations: { old: number; current: number }
  leave(): Promise<unknown>
}

const [sessionTimeoutMs, rebalanceTimeoutMs] = [10_000, 10_000]
const [type, assignor] = ['consumer', 'range']

/** The members share the partitions out among themselves: to the broker an assignment is bytes. */
export async function joinClassicGroup(
  coordinator: Coordinator,
  { groupId }: { groupId: string },
): Promise<Joined> {
  const [ask, askAsOther] = [await coordinator.connect(), await coordinator.connect()]
  const join = (send: Ask, id: string) =>
    send(joinGroupV9, groupId, sessionTimeoutMs, rebalanceTimeoutMs, id, null, type, [
      { name: assignor, metadata: Buffer.alloc(0) },
    ])
  const sync = (send: Ask, generation: number, id: string) =>
    send(syncGroupV5, groupId, generation, id, null, type, assignor, [])
  // The broker refuses the first request of a member, to give it an id.
  const firstId = (send: Ask) =>
    join(send, '').then(
      ({ memberId }) => memberId,
      (error) => error.response.memberId as string,
    )

  const member = await firstId(ask)
  const { generationId: old } = await join(ask, member)
  await sync(ask, old, member)
  const other = await firstId(askAsOther)
  const [{ generationId: current }] = await Promise.all([
    join(ask, member),
    join(askAsOther, other),
  ])
  await Promise.all([sync(ask, current, member), sync(askAsOther, current, other)])
  return {
    ask,
    member,
    generations: { old, current },
    leave: () => ask(leaveGroupV5, groupId, [{ memberId: member }]),
  }
}
