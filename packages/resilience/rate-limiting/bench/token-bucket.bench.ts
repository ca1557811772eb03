import { redis } from '@lab/servers/redis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { tokenBucket } from '../src/token-bucket/token-bucket.ts'
import { gcra } from '../src/gcra/gcra.ts'

// Requests per second and p99 against rate-limiter-flexible's Redis limiter (a fixed window) and a
// bare EVALSHA of an empty script: one Redis, one client, one run, rounds one after the other.

const rounds = 9
const keys = Array.from({ length: 1000 }, (_, index) => `user-${index}`)

await using space = await redis()
const client = space.client()
const options = { redis: client, limit: 1_000_000, windowMs: 60_000 }
client.defineCommand('emptyScript', { numberOfKeys: 1, lua: 'return 0' })
const { emptyScript } = client as unknown as Record<string, (key: string) => Promise<unknown>>
const ours = tokenBucket(options)
const oneNumber = gcra(options)
const peer = new RateLimiterRedis({ storeClient: client, points: 1_000_000, duration: 60 })

const ways: Record<string, (key: string) => Promise<unknown>> = {
  'empty script': (key) => emptyScript!.call(client, key),
  'rate-limiter-flexible': (key) => peer.consume(key),
  'token-bucket': (key) => ours.consume(key),
  gcra: (key) => oneNumber.consume(key),
}

console.log(`Redis ${space.server.version} (${space.server.source}), ${keys.length} keys`)
for (const run of Object.values(ways)) await measure(run, 32, 20_000)
for (const inFlight of [1, 32, 256]) {
  const found = Object.fromEntries(
    Object.keys(ways).map((way) => [way, [] as { perSecond: number; p99: number }[]]),
  )
  for (let round = 0; round < rounds; round++) {
    for (const [way, run] of Object.entries(ways)) {
      found[way]!.push(await measure(run, inFlight, inFlight === 1 ? 2_000 : 20_000))
    }
  }
  const against = (way: string, other: string) =>
    median(found[way]!.map(({ perSecond }, round) => perSecond / found[other]![round]!.perSecond))
  for (const way of Object.keys(ways)) {
    console.log(
      [
        `${inFlight} in flight`.padEnd(14),
        way.padEnd(22),
        `${median(found[way]!.map(({ perSecond }) => perSecond)).toFixed(0)}/s`.padStart(9),
        `p99 ${median(found[way]!.map(({ p99 }) => p99)).toFixed(2)} ms`.padStart(14),
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

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!
}
