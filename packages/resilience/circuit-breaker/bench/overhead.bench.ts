import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { median } from '@lab/stage/median'
import CircuitBreaker from 'opossum'
import { settings } from '../src/settings.ts'

// What a closed breaker costs for each call, one call after the other. Medians of 9 rounds; in
// each round the ways take turns fifty times, so that they meet the same machine.

const { timeoutMs, ...options } = settings
const rounds = 9

const server = createServer((_, response) => response.end('20')).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const bareCall = async () => 20
const failingCall = async (): Promise<number> => {
  throw new Error('down')
}
const httpCall = async () => Number(await (await fetch(url)).text())
const breakers: CircuitBreaker[] = []
const opossum = (call: () => Promise<number>, timeout: number | false) => {
  const breaker = new CircuitBreaker(call, { ...options, timeout })
  breakers.push(breaker)
  return breaker
}
const opened = opossum(bareCall, false)
opened.open()

await compare('an async call that does nothing', 20_000, {
  'bare call': bareCall,
  'opossum, timeout: false': firing(opossum(bareCall, false)),
  'opossum, timeout: 1000': firing(opossum(bareCall, timeoutMs)),
  'opossum, open': () => opened.fire().catch(() => 0),
})
await compare('an HTTP call on loopback, keep-alive', 500, {
  'bare call': httpCall,
  'opossum, timeout: false': firing(opossum(httpCall, false)),
  'opossum, timeout: 1000': firing(opossum(httpCall, timeoutMs)),
})
await compare('an async call that fails, with 10,000 calls in the window', 50, {
  'bare call': () => failingCall().catch(() => 0),
  opossum: await failing({ rollingPercentilesEnabled: true }),
  'opossum without percentiles': await failing({ rollingPercentilesEnabled: false }),
})
server.close()
server.closeAllConnections()

/** After each failure opossum adds up its window, and sorts the latencies in it. */
async function failing(given: CircuitBreaker.Options<[]>): Promise<() => Promise<unknown>> {
  let isDown = false
  const breaker = new CircuitBreaker(() => (isDown ? failingCall() : bareCall()), {
    ...given,
    timeout: false,
    rollingCountTimeout: 600_000,
    errorThresholdPercentage: 100,
  })
  breakers.push(breaker)
  for (let call = 0; call < 10_000; call++) await breaker.fire()
  isDown = true
  return () => breaker.fire().catch(() => 0)
}

function firing(source: { fire(): Promise<number> }): () => Promise<number> {
  return () => source.fire()
}

async function compare(
  title: string,
  calls: number,
  ways: Record<string, () => Promise<unknown>>,
): Promise<void> {
  const slices = 50
  const times = Object.keys(ways).map((name): [string, number[]] => [name, []])
  for (let round = 0; round <= rounds; round++) {
    const spentMs = new Map<string, number>()
    for (let slice = 0; slice < slices; slice++) {
      // Another one begins each time.
      for (const name of rotate(Object.keys(ways), slice)) {
        const fromMs = performance.now()
        for (let call = 0; call < calls / slices; call++) await ways[name]!()
        spentMs.set(name, (spentMs.get(name) ?? 0) + performance.now() - fromMs)
      }
    }
    // The first round warms up.
    if (round === 0) continue
    for (const [name, measured] of times) measured.push((spentMs.get(name)! * 1_000) / calls)
  }
  // opossum counts on in the background, for as long as its window lasts.
  for (const breaker of breakers.splice(0)) breaker.shutdown()
  console.log(title)
  const bare = median(times[0]![1])
  for (const [name, measured] of times) {
    const microseconds = median(measured)
    const ratio = `${(microseconds / bare).toFixed(2)} times`
    console.log(
      `  ${name.padEnd(32)} ${microseconds.toFixed(2).padStart(8)} µs a call  ${ratio.padStart(12)}`,
    )
  }
}

function rotate(names: string[], by: number): string[] {
  return names.map((_, index) => names[(index + by) % names.length]!)
}
