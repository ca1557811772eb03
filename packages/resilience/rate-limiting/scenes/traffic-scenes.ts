import type { Scene } from '@lab/stage'
import type { World } from './open-world.ts'
import {
  atomicWays,
  askTwoServers,
  asAllow,
  mostInAnyWindow,
  playTraffic,
  readThenWrite,
  tokenBucket,
} from '../src/index.ts'
import type { AtomicWay } from '../src/index.ts'

const ways = Object.keys(atomicWays) as AtomicWay[]
const minuteMs = 60_000
const limit = 10

export const doubleBurstScene: Scene<World> = {
  id: 'double-burst',
  title: 'Twice the limit around the edge of two windows',
  async play(stage, { space }) {
    await stage.say(
      '10 requests a minute are allowed. 10 come in the last second of a minute, and 10 in the first second of the next. The scripts are given the time, so nobody waits.',
    )
    const timesMs = [59_100, 60_000].flatMap((from) =>
      Array.from({ length: 10 }, (_, index) => from + index * 90),
    )
    const texts: Record<AtomicWay, string> = {
      'fixed-window':
        'Each window keeps to its limit. Together they let 20 through in two seconds.',
      'sliding-window-log': 'The window slides with the clock: it has no edge.',
      'sliding-window-counter': 'At the edge the previous minute still has its full weight.',
      'token-bucket': 'The bucket is empty, and fills by one in 6 seconds.',
      gcra: 'The same as the token bucket.',
    }
    for (const way of ways) {
      const traffic = { limit, windowMs: minuteMs, timesMs }
      const allowed = await playTraffic(space.plain, way, traffic, 'double burst')
      await stage.verdict({
        way,
        claim: way === 'fixed-window' ? 'breaks' : 'holds',
        observed: allowed.length > limit ? 'breaks' : 'holds',
        text: texts[way],
        numbers: { limit, asked: timesMs.length, allowed: allowed.length },
      })
    }
  },
}

export const sameTrafficScene: Scene<World> = {
  id: 'same-traffic',
  title: 'The same traffic through all five',
  async play(stage, { space }) {
    await stage.say(
      'A greedy client, 10 requests a minute allowed: it asks 10 times just before a minute is over, and then twice a second.',
    )
    const timesMs = [
      ...Array.from({ length: 10 }, () => minuteMs - 1),
      ...Array.from({ length: 10 }, () => minuteMs),
      ...Array.from({ length: 239 }, (_, index) => minuteMs + (index + 1) * 500),
    ]
    const traffic = { limit, windowMs: minuteMs, timesMs }
    const allowed = new Map<AtomicWay, number[]>()
    for (const way of ways) {
      allowed.set(way, await playTraffic(space.plain, way, traffic, 'same traffic'))
    }
    await stage.chart({
      title: 'Allowed so far, 10 a minute',
      x: { name: 'time', unit: 's' },
      y: { name: 'allowed', unit: 'requests' },
      series: [...allowed].map(([name, times]) => ({
        name,
        points: Array.from({ length: 33 }, (_, index): [number, number] => {
          const second = 52 + index * 4
          return [second, times.filter((time) => time <= second * 1000).length]
        }),
      })),
    })
    const most = (way: AtomicWay, windowMs: number) => mostInAnyWindow(allowed.get(way)!, windowMs)
    await stage.table({
      title: 'What the greedy client gets',
      columns: ['way', 'in all', 'most in any second', 'most in any minute'],
      rows: ways.map((way) => [
        way,
        allowed.get(way)!.length,
        most(way, 1000),
        most(way, minuteMs),
      ]),
    })
    const texts: Record<AtomicWay, string> = {
      'fixed-window': 'Twice the limit, and all of it at once.',
      'sliding-window-log': 'The only one for which "10 in any minute" is true.',
      'sliding-window-counter':
        'It takes the burst to be spread over its minute, and so forgets it too early.',
      'token-bucket':
        'A full bucket, and what flows in during the minute. A smaller burst mends it.',
      gcra: 'The same decisions as the token bucket.',
    }
    for (const way of ways) {
      await stage.verdict({
        way,
        claim: way === 'sliding-window-log' ? 'holds' : 'breaks',
        observed: most(way, minuteMs) > limit ? 'breaks' : 'holds',
        text: texts[way],
        numbers: { limit, atOnce: most(way, 1000), perMinute: most(way, minuteMs) },
      })
    }
  },
}

export const applicationClockScene: Scene<World> = {
  id: 'application-clock',
  title: 'Two servers, two clocks',
  async play(stage, { space: { plain } }) {
    await stage.say(
      'Two servers share a bucket of 10 a minute. The clock of the second one is a minute ahead. 10 requests come to each at the same moment, then one every 6 seconds to the first.',
    )
    await plain.flushdb()
    const options = { redis: plain, limit, windowMs: minuteMs }
    const byServer = await askTwoServers((now) => readThenWrite({ ...options, now }))
    await stage.verdict({
      way: 'read-then-write',
      claim: 'breaks',
      observed: byServer.atOnce > limit ? 'breaks' : 'holds',
      text: 'For the second server a minute has passed: the bucket is full again. For the first one it was filled in the future, and stays empty until then.',
      numbers: byServer,
    })
    const byRedis = await askTwoServers((_, trueNow) =>
      asAllow(tokenBucket({ ...options, nowMicroseconds: () => trueNow() * 1000 })),
    )
    await stage.verdict({
      way: 'token-bucket',
      claim: 'holds',
      observed: byRedis.atOnce > limit ? 'breaks' : 'holds',
      text: 'The script asks Redis for the time, so there is one clock.',
      numbers: byRedis,
    })
  },
}
