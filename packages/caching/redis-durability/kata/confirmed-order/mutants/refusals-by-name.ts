// Fails: answers refused when Redis answers the order with an error
// Knows two errors of Redis, and there are more.
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
    return error instanceof Error && /^(NOREPLICAS|READONLY)/.test(error.message)
      ? 'refused'
      : 'unknown'
  }
  try {
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    return confirmed >= need.replicas ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
