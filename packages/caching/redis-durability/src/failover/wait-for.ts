// Waits until so many replicas have the write, and says what it knows then.
// Costs a round trip to the replicas. WAIT takes nothing back: a write with too few stays.
import type { Store } from './store.ts'

export const waitFor =
  (replicas: number, timeoutMs = 60_000): Store =>
  async (redis, key) => {
    await redis.set(key, 'placed')
    // BLOCKS: this connection, and no other one.
    const confirmed = await redis.wait(replicas, timeoutMs)
    return confirmed >= replicas ? 'stored' : 'unknown'
  }
