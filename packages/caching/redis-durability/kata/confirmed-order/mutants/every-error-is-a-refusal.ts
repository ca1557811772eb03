// Fails: answers unknown when the connection ends, or the wait fails
// Takes a lost connection for a no.
import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  try {
    await redis.set(`order:${order.id}`, order.text)
  } catch {
    return 'refused'
  }
  try {
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    return confirmed >= need.replicas ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
