import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { seededRandom } from '@lab/stage/seeded-random'
import { expiriesPerSecond, readsPerExpiry, refreshesEarly } from '../src/index.ts'
import type { World } from './open-world.ts'

const keys = 10_000
const shares = [0, 0.01, 0.05, 0.1, 0.25, 0.5]

export const ttlJitterScene: Scene<World> = {
  id: 'ttl-jitter',
  title: 'Ten thousand keys that were set together',
  async play(stage) {
    await stage.say(
      `A deployment fills the cache: ${keys} keys within one second, each for ten minutes. Jitter makes each time longer or shorter, by up to so many percent.`,
    )
    const most = shares.map((share): [number, number] => {
      const given = { ttlSeconds: 600, share, random: seededRandom(1) }
      return [share * 100, Math.max(...expiriesPerSecond(keys, given).values())]
    })
    await stage.chart({
      title: 'The worst second',
      x: { name: 'jitter', unit: 'percent', scale: 'linear' },
      y: { name: 'keys that expire', unit: 'a second', scale: 'logarithmic' },
      series: [{ name: 'ttl-jitter', points: most }],
    })
    for (const [way, claim, [, worst], text] of [
      ['one-ttl', 'breaks', most[0]!, 'Set together, expired together.'],
      [
        'ttl-jitter',
        'holds',
        most[3]!,
        '10 % of ten minutes either way spreads them over 120 s. It helps many keys, not one hot key.',
      ],
    ] as const) {
      const judged = { way, promise: 'at most 200 keys expire in one second', claim, text }
      await judge(stage, judged, worst > 200 ? `${worst} keys expire in one second` : undefined, {
        worst,
      })
    }
  },
}

const rates = [1, 10, 100, 1_000]
const betas = [0, 2, 1]
const runs = 400

export const earlyRefreshScene: Scene<World> = {
  id: 'early-refresh',
  title: 'XFetch: refresh before it expires, by chance',
  async play(stage) {
    await stage.say(
      'Each request draws a number, and refreshes when load time × beta × -ln(number) is more than the time that is left. Below: 20,000 draws at each distance, with beta 1.',
    )
    await showLaw(stage)
    const found = betas.map((beta) =>
      rates.map((requestsPerSecond) => mean(requestsPerSecond, beta, 'reads')),
    )
    const early = rates.map((requestsPerSecond) => mean(requestsPerSecond, 1, 'beforeMs'))
    await stage.table({
      title: `Reads of the database for one expiry, a read takes 1 s; mean of ${runs}`,
      columns: [
        'requests a second',
        'no early refresh',
        'beta 2',
        'beta 1',
        'which begins, s before',
      ],
      rows: rates.map((rate, row) => [
        rate,
        ...found.map((means) => Number(means[row]!.toFixed(1))),
        Number((early[row]! / 1_000).toFixed(1)),
      ]),
    })
    for (const [way, claim, means, text] of [
      [
        'no-early-refresh',
        'breaks',
        found[0]!,
        'All requests that come while the database is read.',
      ],
      [
        'early-refresh',
        'holds',
        found[2]!,
        'About e^(1 / beta), 2.7 with beta 1, at any traffic. It needs no lock, and costs a read that begins some load times too early.',
      ],
    ] as const) {
      const most = Math.max(...means)
      const promise = 'at most four reads for an expiry, at any traffic'
      const violation = most > 4 ? `${most} reads at 1,000 requests a second` : undefined
      await judge(stage, { way, promise, claim, text }, violation, {
        reads: Number(most.toFixed(1)),
      })
    }
  },
}

async function showLaw(stage: Parameters<Scene<World>['play']>[0]): Promise<void> {
  const random = seededRandom(2)
  const distances = [0, 0.5, 1, 1.5, 2, 3, 4, 5]
  const counted = distances.map((loads): [number, number] => {
    const draw = { leftMs: loads * 1_000, loadMs: 1_000, beta: 1, random }
    const early = Array.from({ length: 20_000 }, () => refreshesEarly(draw)).filter(Boolean)
    return [loads, Number((early.length / 200).toFixed(1))]
  })
  await stage.chart({
    title: 'Requests that refresh early',
    x: { name: 'before the expiry', unit: 'load times', scale: 'linear' },
    y: { name: 'refresh', unit: 'percent', scale: 'linear' },
    series: [
      { name: 'counted', points: counted },
      {
        name: 'e^(-t / (beta × load))',
        points: distances.map((loads) => [loads, Number((100 * Math.exp(-loads)).toFixed(1))]),
      },
    ],
  })
}

function mean(requestsPerSecond: number, beta: number, of: 'reads' | 'beforeMs'): number {
  const traffic = { requestsPerSecond, loadMs: 1_000, beta, random: seededRandom(3) }
  const found = Array.from({ length: runs }, () => readsPerExpiry(traffic)[of])
  return found.reduce((sum, one) => sum + one, 0) / runs
}
