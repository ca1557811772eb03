import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { redis } from '@lab/servers/redis'
import { median } from '@lab/stage/median'
import { sharedBreaker } from '../src/index.ts'
import { sharedSettings } from '../src/settings.ts'

// What a closed shared breaker costs for each call, one call after the other. Medians of 9 rounds;
// in each round the ways take turns fifty times, so that they meet the same machine.

const rounds = 9
const slices = 50

await using space = await redis()
const client = space.client()
const server = createServer((_, response) => response.end('20')).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const httpCall = async () => Number(await (await fetch(url)).text())
const aroundHttp = sharedBreaker(client, httpCall, sharedSettings)
const aroundNothing = sharedBreaker(client, async () => 20, sharedSettings)

await compare('an HTTP call on loopback, keep-alive', 500, [
  ['bare call', httpCall],
  ['shared breaker', () => aroundHttp.fire()],
])
await compare('a Redis round trip', 2_000, [
  ['PING', () => client.ping()],
  ['shared breaker around nothing', () => aroundNothing.fire()],
])
server.close()
server.closeAllConnections()

async function compare(
  title: string,
  calls: number,
  ways: [string, () => Promise<unknown>][],
): Promise<void> {
  const times = ways.map((): number[] => [])
  for (let round = 0; round <= rounds; round++) {
    const spentMs = ways.map(() => 0)
    for (let slice = 0; slice < slices; slice++)
      for (let turn = 0; turn < ways.length; turn++) {
        // Another one begins each time.
        const at = (turn + slice) % ways.length
        const fromMs = performance.now()
        for (let call = 0; call < calls / slices; call++) await ways[at]![1]()
        spentMs[at]! += performance.now() - fromMs
      }
    // The first round warms up.
    if (round > 0) for (const [at, ms] of spentMs.entries()) times[at]!.push((ms * 1_000) / calls)
  }
  console.log(title)
  for (const [at, [name]] of ways.entries()) {
    const microseconds = median(times[at]!)
    const ratio = (microseconds / median(times[0]!)).toFixed(2)
    console.log(`  ${name.padEnd(32)} ${microseconds.toFixed(2)} µs a call  ${ratio} times`)
  }
}
