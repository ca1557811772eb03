// Fails: answers an order that comes again as it does a new one
// Refuses the second try of an order whose first answer was unknown.
import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  try {
    const written = await redis.set(`order:${order.id}`, order.text, 'NX')
    if (written === null) return 'refused'
  } catch (error) {
    // An error reply says that nothing was written. A lost connection says nothing.
    return error instanceof Error && error.name === 'ReplyError' ? 'refused' : 'unknown'
  }
  try {
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    return confirmed >= need.replicas ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
