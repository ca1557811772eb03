import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  asItComesScene,
  lastWriteWinsScene,
  rowPerLikeScene,
  seenEventsScene,
  tombstoneScene,
  versionPerFactScene,
  versionPerPostScene,
  waitForTheGapScene,
} from './scenes/delivery-scenes.ts'
import {
  mergeLawsScene,
  sameUserScene,
  stalenessScene,
  twoWritersScene,
} from './scenes/replica-scenes.ts'
import { promise, ways } from './scenes/ways.ts'
import { converges, deliveries, openReplicas } from './src/index.ts'
import type { World } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openReplicas,
  ahead: true,
  headline: ['as-it-comes', 'version-per-fact', 'ways-compared'],
  scenes: [
    asItComesScene,
    versionPerFactScene,
    seenEventsScene,
    rowPerLikeScene,
    tombstoneScene,
    versionPerPostScene,
    lastWriteWinsScene,
    waitForTheGapScene,
    twoWritersScene,
    sameUserScene,
    mergeLawsScene,
    stalenessScene,
    comparison<World>({
      promise,
      best: 'version-per-fact',
      answer:
        'Say: "Replicas get the same events in different orders, and some twice. They end equal only if the order makes no difference. So an event says the new state of one fact with a version that the source gives, and a replica keeps the newer one; a deleted like stays as a row that says so. Last write wins by clocks makes replicas equal too, and loses writes. Where both replicas take writes, I use a counter for each replica, or a set with tags."',
      ways: compareWays,
    }),
  ],
})

async function compareWays(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, model, claim, price } of ways) {
    const counts: Record<string, string> = {}
    const ends: string[] = []
    for (const [name, arriving] of [
      ['titles in any order', deliveries.titles],
      ['a like twice', deliveries.twice],
      ['like and unlike in any order', deliveries.unlike],
    ] as const) {
      const { schedules, violations, outcomes } = await converges(world, model, arriving).explore()
      counts[name] = `${violations} of ${schedules}`
      for (const { violation } of outcomes) if (violation) ends.push(violation)
    }
    const differ = ends.some((violation) => violation.startsWith('east'))
    compared.push({
      way,
      claim,
      observed: ends.length > 0 ? 'breaks' : 'holds',
      counts: { ...counts, replicas: differ ? 'differ' : 'equal' },
      price,
    })
  }
  return compared
}
