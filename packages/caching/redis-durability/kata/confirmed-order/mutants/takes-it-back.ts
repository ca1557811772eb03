// Fails: leaves the order where it is when the answer is unknown
// Deletes what it cannot promise. Others may have read it, and a replica may have it.
import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  try {
    await redis.set(`order:${order.id}`, order.text)
  } catch (error) {
    // An error reply says that nothing was written. A lost connection says nothing.
    return error instanceof Error && error.name === 'ReplyError' ? 'refused' : 'unknown'
  }
  try {
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    if (confirmed >= need.replicas) return 'stored'
    await redis.del(`order:${order.id}`)
    return 'unknown'
  } catch {
    return 'unknown'
  }
}
