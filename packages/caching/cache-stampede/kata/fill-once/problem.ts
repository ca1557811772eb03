import type { Redis } from 'ioredis'

export async function cached(
  redis: Redis,
  key: string,
  load: () => Promise<string>,
  { ttlMs }: { ttlMs: number; lockMs: number; pause: () => Promise<void> },
): Promise<string> {
  const value = await redis.get(key)
  if (value !== null) return value
  const loaded = await load()
  await redis.set(key, loaded, 'PX', ttlMs)
  return loaded
}
