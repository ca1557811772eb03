import { deliveries } from '@lab/conductor/deliveries'
import { kafka } from '@lab/servers/kafka'

/** Opens a topic of its own and a consumer group, whose deliveries and commits are steps. */
export async function openWorld() {
  const bus = await kafka()
  const place = { topic: await bus.topic('refunds'), groupId: bus.groupId('paying') }
  const group = await deliveries(bus.client(), place)
  return {
    server: bus.server,
    group,
    async [Symbol.asyncDispose]() {
      await group[Symbol.asyncDispose]()
      await bus[Symbol.asyncDispose]()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
