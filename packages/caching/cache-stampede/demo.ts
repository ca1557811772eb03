import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  cacheAsideScene,
  deadHolderScene,
  lateFillScene,
  leaseScene,
  lockAndLookAgainScene,
  lockThenLoadScene,
  noExpiryScene,
  readOnce,
  singleFlightScene,
  staleWhileRevalidateScene,
} from './scenes/hot-key-scenes.ts'
import { bloomFilterScene, hiddenRowScene, missingKeysScene } from './scenes/missing-keys-scenes.ts'
import { earlyRefreshScene, ttlJitterScene } from './scenes/not-at-once-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { readsOnce, ways } from './src/index.ts'

const compared = [
  ['cache-aside', 'breaks', 'the database has the whole load'],
  ['single-flight', 'breaks', 'a read for each process'],
  ['lock-then-load', 'breaks', 'a late request reads again'],
  ['lock-and-look-again', 'holds', 'waiting; old values may be cached'],
  ['lease', 'holds', 'waiting; two scripts'],
  ['stale-while-revalidate', 'holds', 'old answers; a first fill is unprotected'],
] as const

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['cache-aside', 'lease', 'ways-compared'],
  scenes: [
    cacheAsideScene,
    leaseScene,
    singleFlightScene,
    lockThenLoadScene,
    lockAndLookAgainScene,
    deadHolderScene,
    lateFillScene,
    staleWhileRevalidateScene,
    noExpiryScene,
    ttlJitterScene,
    earlyRefreshScene,
    missingKeysScene,
    hiddenRowScene,
    bloomFilterScene,
    comparison<World>({
      promise: readOnce,
      best: 'lease',
      answer:
        'Say: "When a hot key expires, every request that misses until it is filled reads the database. Inside a process I share one promise for a key, but four processes still send four reads. So the first one that misses takes a lease in Redis, a token with a time to live; the others wait, or get the old value, which I keep for a while after its time. Only the token may fill the cache, so a late fill is refused. Many keys get jitter, and ids that do not exist are cached for a short time."',
      async ways({ shop, four }) {
        const found: ComparedWay[] = []
        for (const [way, claim, price] of compared) {
          const { reads, oldPrices } = await four.stampede(way)
          const { schedules, violations } = await readsOnce(shop, ways[way]).explore()
          found.push({
            way,
            claim,
            observed: reads > 1 || violations > 0 ? 'breaks' : 'holds',
            counts: {
              'reads, of 40': reads,
              'old answers': oldPrices,
              orders: schedules,
              broken: violations,
            },
            price,
          })
        }
        return found
      },
    }),
  ],
})
