import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import type { Exploration } from '@lab/conductor'
import manifest from './package.json' with { type: 'json' }
import {
  behindInAListScene,
  behindInAStreamScene,
  behindInMemoryScene,
  cacheAsideScene,
  redisForgetsScene,
} from './scenes/crash-scenes.ts'
import { evictedBufferScene, fullCacheScene, policiesScene } from './scenes/memory-scenes.ts'
import {
  readerScene,
  sameTrafficScene,
  shareOfWritesScene,
  twoServersScene,
  usualWritePercent,
} from './scenes/traffic-scenes.ts'
import { promise, ways } from './scenes/ways.ts'
import {
  keepsAcknowledgedWrites,
  openStores,
  servesTheNewPrice,
  serveTraffic,
} from './src/index.ts'
import type { World } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openStores,
  ahead: true,
  headline: ['behind-in-memory', 'cache-aside', 'ways-compared'],
  scenes: [
    behindInMemoryScene,
    cacheAsideScene,
    behindInAListScene,
    behindInAStreamScene,
    redisForgetsScene,
    sameTrafficScene,
    shareOfWritesScene,
    readerScene,
    twoServersScene,
    policiesScene,
    fullCacheScene,
    evictedBufferScene,
    comparison<World>({
      promise,
      best: 'cache-aside',
      answer:
        'Say: "Cache-aside, unless a number says otherwise: the database first, then delete the key. Read-through is the same behind one interface. Write-through saves the miss after a write, fills the cache with what nobody may read, and has the same race with a slow reader. Write-behind saves most statements, and acknowledges what is in no database: in the memory of the process a crash loses it, in Redis a crash of Redis or an eviction. I take it for what may be lost, such as view counts, or give it a durable stream. A full cache must not fail a request: a set that is refused is no error of the page."',
      ways: compareWays,
    }),
  ],
})

const brokenOf = ({ violations, schedules }: Exploration) => `${violations} of ${schedules}`

/** A process that dies decides. The rest is counted beside it. */
async function compareWays(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, open, claim, price } of ways) {
    const dies = await keepsAcknowledgedWrites(world, open, 'process').race.explore()
    const forgets = await keepsAcknowledgedWrites(world, open, 'redis').race.explore()
    const reader = await servesTheNewPrice(world, open, 'a reader').explore()
    const { statements } = await serveTraffic(world, open, usualWritePercent)
    compared.push({
      way,
      claim,
      observed: dies.violations > 0 ? 'breaks' : 'holds',
      counts: {
        'a process dies': brokenOf(dies),
        'Redis forgets': brokenOf(forgets),
        'a reader': brokenOf(reader),
        statements,
      },
      price,
    })
  }
  return compared
}
