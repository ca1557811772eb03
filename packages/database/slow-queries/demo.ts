import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { genericPlanScene, staleScene, trafficScene } from './scenes/plan-scenes.ts'
import { ladderScene, promise, stepScenes, stepWays } from './scenes/step-scenes.ts'
import { violationOf } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'index-on-time',
  answer:
    'Say: "I find the statement by calls times cost, in pg_stat_statements. I read explain (analyze, buffers) and look for the first node where expected and actual rows part: here 16 against 2,000, because four columns mean one thing. I mend the statistics before the statement, the statement before the index, and the index before I store anything twice. Each step by blocks: 17,085, 3,453, 483, 170. A cache is the last step, because it is the only one that changes what the page shows."',
  ways: async ({ db }) => {
    const taken = await db.takeSteps()
    return taken.map(({ step, buffers }) => {
      const { claim, price } = stepWays[step]!
      const observed: Claim = violationOf(taken, step) === undefined ? 'holds' : 'breaks'
      return { way: step, claim, observed, counts: { blocks: buffers }, price }
    })
  },
})

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['as-found', 'extended-statistics', 'ways-compared'],
  scenes: [trafficScene, ...stepScenes, ladderScene, staleScene, genericPlanScene, compared],
})
