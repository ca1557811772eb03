// Fails: allows exactly the limit, in every order of two servers
// Counts in its own process, and asks no Redis: each server allows the whole limit.
import type { Redis } from 'ioredis'

const counts = new Map<string, { requests: number; endsAt: number }>()

export async function allow(
  redis: Redis,
  key: string,
  limit: number,
  windowMs: number,
): Promise<boolean> {
  const nowMs = Date.now()
  const known = counts.get(key)
  const count =
    known !== undefined && nowMs < known.endsAt ? known : { requests: 0, endsAt: nowMs + windowMs }
  count.requests += 1
  counts.set(key, count)
  return count.requests <= limit
}
