// Fails: answers refused when Redis answers the order with an error
// Answers unknown to each error, also where Redis says that nothing was written.
import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  try {
    await redis.set(`order:${order.id}`, order.text)
  } catch {
    return 'unknown'
  }
  try {
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    return confirmed >= need.replicas ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
