// Fails: answers unknown while fewer replicas confirm it
// Needs no more replicas than are connected. When they go, it needs fewer.
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
    const info = await redis.info('replication')
    const connected = Number(/connected_slaves:(\d+)/.exec(info)?.[1])
    const needed = Math.max(1, Math.min(connected, need.replicas))
    const confirmed = await redis.wait(needed, need.timeoutMs)
    return confirmed >= needed ? 'stored' : 'unknown'
  } catch {
    return 'unknown'
  }
}
