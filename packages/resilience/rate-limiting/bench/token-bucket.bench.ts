import { redis } from '@lab/servers/redis'
import { median } from '@lab/stage/median'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { gcra } from '../src/gcra/gcra.ts'
import { tokenBucket } from '../src/token-bucket/token-bucket.ts'
import { packedTokenBucket } from './packed-doubles/packed-token-bucket.ts'

// Requests per second and p99 against rate-limiter-flexible's Redis limiter (a fixed window), and
// against a bare EVALSHA of an empty script with the same key and arguments. One Redis, one client,
// one run. Ratios are medians over many short rounds, in which all ways take turns.

const rounds = 40
const keys = Array.from({ length: 1000 }, (_, index) => `user-${index}`)

await using space = await redis()
const client = space.client()
const options = { redis: client, limit: 1_000_000, windowMs: 60_000 }
const readable = tokenBucket(options)
const packed = packedTokenBucket(options)
const oneNumber = gcra(options)
const peer = new RateLimiterRedis({ storeClient: client, points: 1_000_000, duration: 60 })
client.defineCommand('emptyScript', { numberOfKeys: 1, lua: 'return 0' })
const { emptyScript } = client as unknown as Record<
  string,
  (...given: unknown[]) => Promise<unknown>
>

const ways: Record<string, (key: string) => Promise<unknown>> = {
  'empty script': (key) => emptyScript!.call(client, `empty:${key}`, 60_000_000, 60),
  'rate-limiter-flexible': (key) => peer.consume(key),
  'token-bucket': (key) => readable.consume(key),
  'packed-token-bucket': (key) => packed.consume(key),
  gcra: (key) => oneNumber.consume(key),
}
const names = Object.keys(ways)

console.log(`Redis ${space.server.version} (${space.server.source}), ${keys.length} keys`)
for (const [inFlight, requests] of [
  [1, 1_000],
  [32, 2_000],
  [256, 4_000],
] as const) {
  const found = Object.fromEntries(
    names.map((way) => [way, [] as { perSecond: number; p99: number }[]]),
  )
  for (let round = -5; round < rounds; round++) {
    for (const way of names) {
      const measured = await measure(ways[way]!, inFlight, requests)
      if (round >= 0) found[way]!.push(measured)
    }
  }
  const against = (way: string, other: string) =>
    median(found[way]!.map(({ perSecond }, round) => perSecond / found[other]![round]!.perSecond))
  for (const way of names) {
    console.log(
      [
        `${inFlight} in flight`.padEnd(13),
        way.padEnd(22),
        `${median(found[way]!.map(({ perSecond }) => perSecond)).toFixed(0)}/s`.padStart(8),
        `p99 ${median(found[way]!.map(({ p99 }) => p99)).toFixed(2)} ms`.padStart(12),
        `${against(way, 'rate-limiter-flexible').toFixed(2)} of rate-limiter-flexible`,
        `${against(way, 'empty script').toFixed(2)} of the empty script`,
      ].join('  '),
    )
  }
}

async function measure(run: (key: string) => Promise<unknown>, inFlight: number, requests: number) {
  const latencies: number[] = []
  let sent = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (sent < requests) {
        const key = keys[sent++ % keys.length]!
        const at = performance.now()
        await run(key)
        latencies.push(performance.now() - at)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  latencies.sort((one, other) => one - other)
  return { perSecond: requests / seconds, p99: latencies[Math.floor(requests * 0.99)]! }
}
