// Fails: answers unknown when the connection ends, or the wait fails
// Takes an error reply to WAIT for a refusal. The order was written before.
import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  try {
    await redis.set(`order:${order.id}`, order.text)
    const confirmed = await redis.wait(need.replicas, need.timeoutMs)
    return confirmed >= need.replicas ? 'stored' : 'unknown'
  } catch (error) {
    return error instanceof Error && error.name === 'ReplyError' ? 'refused' : 'unknown'
  }
}
