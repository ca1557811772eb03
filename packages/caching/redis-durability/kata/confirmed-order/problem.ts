import type { Redis } from 'ioredis'

export async function storeOrder(
  redis: Redis,
  order: { id: string; text: string },
  _need: { replicas: number; timeoutMs: number },
): Promise<'stored' | 'refused' | 'unknown'> {
  await redis.set(`order:${order.id}`, order.text)
  return 'stored'
}
