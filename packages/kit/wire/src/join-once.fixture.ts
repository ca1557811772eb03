import type { Consumer } from 'kafkajs'

/**
 * Joins a group and leaves it. A broker that has just started answers the first member with
 * NOT_COORDINATOR until it has read its groups, and the member asks once more: a test that records
 * joins lets a group join unrecorded before.
 */
export async function joinOnce(consumer: Consumer, topic: string): Promise<void> {
  await consumer.connect()
  await consumer.subscribe({ topic })
  const joined = new Promise<void>((resolve) => {
    consumer.on('consumer.group_join', () => resolve())
  })
  await consumer.run({ eachMessage: async () => {} })
  await joined
  await consumer.disconnect()
}
