import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  coveringScene,
  customerThenTimeScene,
  growthScene,
  noIndexScene,
  otherOrdersScene,
} from './scenes/last-ten-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  expressionScene,
  partialScene,
  prefixScene,
  secondColumnScene,
} from './scenes/served-scenes.ts'
import { lastTenWays, promise } from './scenes/ways.ts'
import { clusterScene, insertsScene, updatesScene } from './scenes/written-scenes.ts'
import { sizes } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'customer-then-time',
  answer:
    'Say: "I take the columns of the where with = first, then the one that orders or has a range: (customer_id, created_at). The scan begins at the place and stops after ten. An index for each column does not combine like that: one of them is used, and which one is wrong depends on the customer. I look at explain (analyze, buffers) for the largest customer and for a former customer, and I count blocks, not milliseconds. Every index is paid for by each insert, and by updates of its columns."',
  ways: async ({ db }) => {
    const rows = []
    for (const [way, { claim, price }] of Object.entries(lastTenWays)) {
      const { readings, violation } = await db.read(way)
      const observed: Claim = violation === undefined ? 'holds' : 'breaks'
      const largest = readings.filter(({ orders }) => orders === sizes.at(-1))
      const counts = Object.fromEntries(largest.map(({ ask, buffers }) => [ask, buffers]))
      rows.push({ way, claim, observed, counts, price })
    }
    return rows
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['no-index', 'customer-then-time', 'ways-compared'],
  scenes: [
    noIndexScene,
    customerThenTimeScene,
    otherOrdersScene,
    growthScene,
    coveringScene,
    secondColumnScene,
    partialScene,
    expressionScene,
    prefixScene,
    insertsScene,
    updatesScene,
    clusterScene,
    compared,
  ],
})
