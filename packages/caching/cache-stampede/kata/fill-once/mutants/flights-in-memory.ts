// Fails: loads once, in every order of two processes
// Shares one promise in a process. Another process has a memory of its own.
import type { Redis } from 'ioredis'

const flights = new Map<string, Promise<string>>()

export async function cached(
  redis: Redis,
  key: string,
  load: () => Promise<string>,
  { ttlMs }: { ttlMs: number; lockMs: number; pause: () => Promise<void> },
): Promise<string> {
  const value = await redis.get(key)
  if (value !== null) return value
  const flight = flights.get(key) ?? fill().finally(() => flights.delete(key))
  flights.set(key, flight)
  return flight

  async function fill(): Promise<string> {
    const loaded = await load()
    await redis.set(key, loaded, 'PX', ttlMs)
    return loaded
  }
}
