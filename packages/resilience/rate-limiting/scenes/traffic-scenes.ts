import type { Scene } from '@lab/stage'
import { askTwoServers, readThenWrite, tokenBucket } from '../src/index.ts'
import type { Algorithm } from '../src/index.ts'
import { greedyTraffic, minuteMs, playGreedy } from './greedy-traffic.ts'
import type { World } from './open-world.ts'

const { limit } = greedyTraffic

const texts: Record<Algorithm, string> = {
  'fixed-window':
    '10 at the end of one minute and 10 at the beginning of the next: twice the limit, all at once.',
  'sliding-window-log':
    'It forgets each request after exactly one minute, so no minute has an edge.',
  'sliding-window-counter':
    'It assumes that the previous minute was spread evenly. The client sent a burst, which the counter forgets too early.',
  'token-bucket':
    'The full bucket, and the 9 tokens that flow in during the minute. A smaller burst lowers the sum.',
  gcra: 'The same decisions as the token bucket.',
}

export const sameTrafficScene: Scene<World> = {
  id: 'same-traffic',
  title: 'The same traffic through five algorithms',
  async play(stage, { space }) {
    await stage.say(
      'A greedy client is allowed 10 requests a minute. It asks 10 times just before a minute ends, 10 times right after, and then twice a second. The scripts are given the time, so the demo does not wait.',
    )
    const greedy = await playGreedy(space.plain)
    await stage.chart({
      title: 'Allowed so far, 10 a minute',
      x: { name: 'time', unit: 's' },
      y: { name: 'allowed', unit: 'requests' },
      series: greedy.map(({ way, timesMs }) => ({
        name: way,
        points: Array.from({ length: 33 }, (_, index): [number, number] => {
          const second = 52 + index * 4
          return [second, timesMs.filter((time) => time <= second * 1000).length]
        }),
      })),
    })
    await stage.table({
      title: 'What the greedy client gets',
      columns: ['way', 'in all', 'most in any second', 'most in any minute'],
      rows: greedy.map(({ way, timesMs, atOnce, perMinute }) => [
        way,
        timesMs.length,
        atOnce,
        perMinute,
      ]),
    })
    for (const { way, atOnce, perMinute } of greedy) {
      await stage.verdict({
        way,
        promise: 'at most 10 in any minute',
        claim: way === 'sliding-window-log' ? 'holds' : 'breaks',
        observed: perMinute > limit ? 'breaks' : 'holds',
        text: texts[way],
        numbers: { limit, atOnce, perMinute },
      })
    }
  },
}

export const applicationClockScene: Scene<World> = {
  id: 'application-clock',
  title: 'Two servers, two clocks',
  async play(stage, { space: { plain } }) {
    await stage.say(
      'Two servers share a bucket of 10 a minute. The clock of the second server is a minute ahead. 10 requests come to each at the same moment, then one every 6 seconds to the first server.',
    )
    await plain.flushdb()
    const promise = '10 at once on both servers'
    const options = { redis: plain, limit, windowMs: minuteMs }
    const byServer = await askTwoServers((nowMs) => readThenWrite({ ...options, nowMs }))
    await stage.verdict({
      way: 'read-then-write',
      promise,
      claim: 'breaks',
      observed: byServer.atOnce > limit ? 'breaks' : 'holds',
      text: 'For the second server a minute has passed, so it finds the bucket full. It writes a time that lies in the future for the first server, which refuses every request until then.',
      numbers: byServer,
    })
    const byRedis = await askTwoServers((_, nowMs) => tokenBucket({ ...options, nowMs }))
    await stage.verdict({
      way: 'token-bucket',
      promise,
      claim: 'holds',
      observed: byRedis.atOnce > limit ? 'breaks' : 'holds',
      text: 'The script asks Redis for the time, so both servers go by one clock.',
      numbers: byRedis,
    })
  },
}
