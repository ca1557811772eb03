import { redis } from '@lab/servers/redis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { algorithms } from '../src/algorithms.ts'
import { packedTokenBucket } from './packed-doubles/packed-token-bucket.ts'

// What one user costs in Redis (MEMORY USAGE, key and end included) when the limit is used up.

await using space = await redis()
const client = space.client()
const windowMs = 60_000

for (const limit of [10, 100, 1000]) {
  const bytes: Record<string, number> = {}
  for (const [way, make] of Object.entries(algorithms)) {
    const limiter = make({ redis: client, limit, windowMs })
    await Promise.all(Array.from({ length: limit }, () => limiter.consume('user-1')))
    bytes[way] = await bytesOf(`${way}:user-1`)
  }
  const packed = packedTokenBucket({ redis: client, limit, windowMs })
  await Promise.all(Array.from({ length: limit }, () => packed.consume('user-1')))
  bytes['packed-token-bucket'] = await bytesOf('packed-token-bucket:user-1')
  const peer = new RateLimiterRedis({ storeClient: client, points: limit, duration: 60 })
  await Promise.all(Array.from({ length: limit }, () => peer.consume('user-1')))
  bytes['rate-limiter-flexible'] = await bytesOf('rlflx:user-1')
  console.log(`limit ${limit}:`, bytes)
  await client.flushdb()
}

async function bytesOf(key: string): Promise<number> {
  if ((await client.pttl(key)) <= 0) throw new Error(`Cannot measure: ${key} must have an end`)
  return Number(await client.memory('USAGE', key, 'SAMPLES', 0))
}
