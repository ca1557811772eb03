import { comparison, concept, showRace } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import { listingOf } from '@lab/stage/listing-of'
import manifest from './package.json' with { type: 'json' }
import { playGreedy } from './scenes/greedy-traffic.ts'
import { httpScene } from './scenes/http-scene.ts'
import { openWorld, threeForTwo, twoForOne } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { processesScene } from './scenes/processes-scene.ts'
import { checkThenAddScene, millisecondMembersScene } from './scenes/race-scenes.ts'
import { applicationClockScene, sameTrafficScene } from './scenes/traffic-scenes.ts'
import { algorithms, allowsNoMoreThanLimit, readThenWrite, tokenBucket } from './src/index.ts'
import type { Algorithm, Way } from './src/index.ts'

const promise = 'two requests, one token: one is allowed'

const prices: Record<Algorithm, string> = {
  'token-bucket': 'burst + limit',
  gcra: 'hard to explain',
  'sliding-window-log': 'memory per request',
  'sliding-window-counter': 'an estimate',
  'fixed-window': 'twice at the edge',
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['read-then-write', 'token-bucket', 'ways-compared'],
  scenes: [
    {
      id: 'read-then-write',
      title: 'Two requests take the last token',
      async play(stage, { space }) {
        await stage.say(
          'A token bucket in a hash: read the tokens, add those that have flowed in since, take one, write back. One token is left, and two requests come to two servers.',
        )
        const two = { race: allowsNoMoreThanLimit(space, readThenWrite, twoForOne) }
        const three = { race: allowsNoMoreThanLimit(space, readThenWrite, threeForTwo) }
        await showRace(
          stage,
          { twoForOne: two, threeForTwo: three },
          {
            way: 'read-then-write',
            promise,
            claim: 'breaks',
            play: { title: 'Both read the last token' },
            text: 'MULTI makes the write atomic. But the number that it writes was computed from an earlier read.',
          },
        )
      },
    },
    {
      id: 'token-bucket',
      title: 'One Lua script reads, decides and writes',
      async play(stage, { space }) {
        await stage.say(
          'Redis runs one script at a time. The level counts microseconds: a token is worth the time in which it flows in.',
        )
        const file = new URL('src/token-bucket/token-bucket.lua', import.meta.url)
        await stage.listing(listingOf(file, { from: 'local state', to: 'end' }))
        const two = { race: allowsNoMoreThanLimit(space, tokenBucket, twoForOne) }
        const three = { race: allowsNoMoreThanLimit(space, tokenBucket, threeForTwo) }
        await showRace(
          stage,
          { twoForOne: two, threeForTwo: three },
          {
            way: 'token-bucket',
            promise,
            claim: 'holds',
            play: { title: 'The second request finds the bucket empty', schedule: 'alice bob' },
            text: 'The read and the write are one step of Redis, so no request comes in between.',
          },
        )
      },
    },
    checkThenAddScene,
    millisecondMembersScene,
    applicationClockScene,
    sameTrafficScene,
    processesScene,
    httpScene,
    comparison<World>({
      promise,
      best: 'token-bucket',
      answer:
        'Say: "I keep the state in Redis, because each server sees only its own requests, and one Lua script decides and counts: between a read and a write a second request gets in. I take a token bucket, a rate and a burst, by the clock of Redis. A full bucket lets almost twice the limit through in a minute; only a log of all requests is exact, and it costs an entry for each. A refused client gets 429 with Retry-After."',
      ways: compareWays,
    }),
  ],
})

/** Orders of two requests, and what a greedy client gets at 10 a minute: at once, and in a minute. */
async function compareWays({ space }: World): Promise<ComparedWay[]> {
  const broken = async (way: Way) => {
    const found = await allowsNoMoreThanLimit(space, way, twoForOne).explore()
    return {
      broken: `${found.violations} of ${found.schedules}`,
      observed: found.violations > 0 ? 'breaks' : 'holds',
    } as const
  }
  const naive = await broken(readThenWrite)
  const compared: ComparedWay[] = [
    {
      way: 'read-then-write',
      claim: 'breaks',
      observed: naive.observed,
      counts: { broken: naive.broken, 'at once': '', 'a minute': '' },
      price: 'a burst gets past',
    },
  ]
  const greedy = await playGreedy(space.plain)
  for (const way of Object.keys(prices) as Algorithm[]) {
    const { observed, broken: orders } = await broken(algorithms[way])
    const { atOnce, perMinute } = greedy.find((one) => one.way === way)!
    const counts = { broken: orders, 'at once': atOnce, 'a minute': perMinute }
    compared.push({ way, claim: 'holds', observed, counts, price: prices[way] })
  }
  return compared
}
