import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { judge } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import {
  connectPerRequest,
  fitsTheServer,
  poolPerModule,
  serveBurst,
  sharedPool,
} from '../src/index.ts'
import type { ServedBurst } from '../src/index.ts'
import type { World } from './open-world.ts'

const connectionWays = [
  {
    way: 'connect-per-request',
    open: connectPerRequest,
    claim: 'breaks',
    text: 'As many connections as requests. The server does not queue them, it refuses.',
  },
  {
    way: 'shared-pool',
    open: sharedPool,
    claim: 'holds',
    text: 'Eight connections; the others wait in the process for one of them.',
  },
  {
    way: 'pool-per-module',
    open: poolPerModule,
    claim: 'breaks',
    text: 'Two pools of eight are sixteen connections on the same server. The sum over all pools, processes and deployments must stay below max_connections.',
  },
] as const

export const connectionsScene: Scene<World> = {
  id: 'too-many-connections',
  title: 'A connection for each request, a pool, and two pools',
  async play(stage) {
    await stage.say(
      'A server with max_connections = 10, and 12 requests at once. Each keeps its connection until every request has one, is refused, or waits.',
    )
    const found = await Promise.all(
      connectionWays.map(async ({ way, open, claim, text }) => {
        await using server = await dedicatedPostgres({ settings: { max_connections: '10' } })
        const { violation, ...counts } = await fitsTheServer(server.url, open, 12)
        return { judged: { way, claim, text }, violation, counts }
      }),
    )
    await stage.table({
      title: '12 requests at once, max_connections = 10',
      columns: ['way', 'answered', 'refused', 'connections'],
      rows: found.map(({ judged: { way }, counts: { answered, refused, connections } }) => [
        way,
        answered,
        refused,
        connections,
      ]),
    })
    const promise = 'no request is refused'
    for (const { judged, violation, counts } of found)
      await judge(stage, { ...judged, promise }, violation, counts)
  },
}

const sizes = [1, 8, 32, 64]
const requests = 100
const timeoutMs = 500

export const sizesScene: Scene<World> = {
  id: 'pool-sizes',
  title: 'Throughput, p99 and errors by the size of the pool',
  async play(stage, { db }) {
    await stage.say(
      `${requests} requests at once. Each holds its client for 50 ms without computing, as one that waits for a disk, a lock or a service. A request that gets no client within ${timeoutMs} ms hears an error.`,
    )
    const { waiting, computing } = await sweep(db)
    await showSweep(stage, 'Requests that wait', waiting)
    await stage.chart({
      title: 'Throughput, requests that wait and requests that compute',
      x: { name: 'size of the pool', unit: 'clients', scale: 'logarithmic' },
      y: { name: 'answered', unit: 'a second', scale: 'logarithmic' },
      series: [
        { name: 'wait 50 ms', points: pointsOf(waiting, 'answeredPerSecond') },
        { name: 'compute', points: pointsOf(computing, 'answeredPerSecond') },
      ],
    })
    await stage.table({
      title: 'Requests that compute',
      columns: ['clients', 'answered a second'],
      rows: pointsOf(computing, 'answeredPerSecond').map(([size, each]) => [
        size,
        Math.round(each),
      ]),
    })
    const judged = (way: string, size: number, claim: 'breaks' | 'holds', text: string) => {
      const { errors } = waiting.get(size)!
      const promise = `${requests} requests at once are answered within the timeout`
      const violation = errors > 0 ? 'Requests get an error' : undefined
      return judge(stage, { way, promise, claim, text }, violation, {})
    }
    await judged(
      'one-client',
      1,
      'breaks',
      'The p99 of this pool is hardly more than the timeout, because a percentile counts answers only, and most requests got none. Show errors beside it.',
    )
    await judged(
      'thirty-two-clients',
      32,
      'holds',
      'What a pool needs is the arrivals per second times the seconds that each holds a client. Requests that compute level off, because the cores are what they wait for.',
    )
  },
}

/** Serves requests that wait, and then requests that compute, with a pool of each size. */
async function sweep({ pool: openPool }: World['db']) {
  const waiting = new Map<number, ServedBurst>()
  const computing = new Map<number, ServedBurst>()
  const load = { requests, now: () => performance.now() }
  for (const max of sizes) {
    const pool = openPool({ max })
    const wait = { ...load, statement: 'select pg_sleep(0.05)', timeoutMs }
    waiting.set(max, await serveBurst(pool, wait))
    const statement = 'select count(*) from generate_series(1, 20000)'
    computing.set(max, await serveBurst(pool, { ...load, statement, timeoutMs: 30_000 }))
    await pool.end()
  }
  return { waiting, computing }
}

const pointsOf = (served: ReadonlyMap<number, ServedBurst>, value: keyof ServedBurst) =>
  [...served].map(([size, burst]): [number, number] => [size, burst[value]])

async function showSweep(stage: Stage, title: string, served: ReadonlyMap<number, ServedBurst>) {
  const x = { name: 'size of the pool', unit: 'clients', scale: 'logarithmic' } as const
  await stage.chart({
    title: `${title}: p99 of the answered`,
    x,
    y: { name: 'p99', unit: 'ms', scale: 'linear' },
    series: [{ name: 'p99 of the answered', points: pointsOf(served, 'p99Ms') }],
  })
  await stage.chart({
    title: `${title}: answered and errors`,
    x,
    y: { name: 'requests', unit: '', scale: 'linear' },
    series: [
      { name: 'answered', points: pointsOf(served, 'answered') },
      { name: 'errors', points: pointsOf(served, 'errors') },
    ],
  })
  await stage.table({
    title,
    columns: ['clients', 'answered a second', 'p99 of the answered, ms', 'errors'],
    rows: [...served].map(([size, { answeredPerSecond, p99Ms, errors }]) => [
      size,
      Math.round(answeredPerSecond),
      Math.round(p99Ms),
      errors,
    ]),
  })
}
