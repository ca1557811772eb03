import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  advisoryLockScene,
  atomicUpdateScene,
  compareAndDeleteScene,
  fenceOnReadScene,
  fenceOnWriteScene,
  releaseScene,
  setNxPxScene,
  setNxScene,
  watchdogScene,
} from './scenes/deposit-scenes.ts'
import { redlockScene } from './scenes/redlock-scene.ts'
import { promise, ways } from './scenes/ways.ts'
import { keepsEveryDeposit, openStores } from './src/index.ts'
import type { World } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openStores,
  headline: ['set-nx-px', 'fence-on-read', 'ways-compared'],
  scenes: [
    setNxPxScene,
    fenceOnReadScene,
    setNxScene,
    releaseScene,
    compareAndDeleteScene,
    watchdogScene,
    fenceOnWriteScene,
    advisoryLockScene,
    atomicUpdateScene,
    redlockScene,
    comparison<World>({
      promise,
      best: 'fence-on-read',
      answer:
        'Say: "I set the key with NX and PX, give it a value of my own, and delete it by a script that compares. That is good enough where two at once only waste work. It is not safe: a holder that pauses for longer than the TTL writes beside the next one, and no longer TTL, watchdog or majority changes that. Where two at once do harm, the database decides: the lock gives a token that grows, I show it when I read, and a write with a smaller one is refused. Often one atomic update needs no lock at all."',
      ways: compareWays,
    }),
  ],
})

/** A holder that is slower than the TTL decides; the other troubles have scenes of their own. */
async function compareWays(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, deposit, claim, price } of ways) {
    const { violations, schedules } = await keepsEveryDeposit(world, deposit).explore()
    compared.push({
      way,
      claim,
      observed: violations > 0 ? 'breaks' : 'holds',
      counts: { 'a slow holder': `${violations} of ${schedules}` },
      price,
    })
  }
  return compared
}
