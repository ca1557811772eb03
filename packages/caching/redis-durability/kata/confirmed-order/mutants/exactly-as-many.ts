// Fails: answers stored when as many replicas as needed confirm the order
// Wants exactly as many as are needed. WAIT returns how many have confirmed, also when they are more.
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
    return confirmed === need.replicas ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
