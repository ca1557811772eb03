import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { bullmqScene } from './scenes/bullmq-scene.ts'
import { lateReportScene } from './scenes/late-report-scene.ts'
import {
  deadWorkerScene,
  fencingTokenScene,
  idempotencyKeyScene,
  leaseScene,
} from './scenes/mail-scenes.ts'
import { orderScene } from './scenes/order-scene.ts'
import { requestScene } from './scenes/request-scene.ts'
import { retriesScene } from './scenes/retries-scene.ts'
import { mailRace, promise, ways } from './scenes/ways.ts'
import { openWorld } from './src/index.ts'
import type { World } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['lease', 'idempotency-key', 'ways-compared'],
  scenes: [
    leaseScene,
    idempotencyKeyScene,
    fencingTokenScene,
    deadWorkerScene,
    lateReportScene,
    bullmqScene,
    requestScene,
    retriesScene,
    orderScene,
    comparison<World>({
      promise,
      best: 'idempotency-key',
      answer:
        'Say: "A queue runs a job at least once, never exactly once. A worker has a job for a lease, 30 seconds or so. If it stands still for longer, the queue gives the job to the next worker, and both do it; if it dies after the mail, the next one mails again. So the effect must bear it: the id of the job goes to the mail provider as an idempotency key, or is a unique row in the transaction of the effect. The queue itself checks the attempt when a worker reports, so that a late one changes nothing. That is true of BullMQ as well as of skip locked."',
      ways: compareWays,
    }),
  ],
})

async function compareWays(world: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const { way, slow, dead, price } of ways) {
    const whenSlow = await mailRace(world, way, 'slow worker').explore()
    const whenDead = await mailRace(world, way, 'dead worker').explore()
    const broken = whenSlow.violations + whenDead.violations
    compared.push({
      way,
      claim: slow === 'breaks' || dead === 'breaks' ? 'breaks' : 'holds',
      observed: broken > 0 ? 'breaks' : 'holds',
      counts: {
        'a slow worker': `${whenSlow.violations} of ${whenSlow.schedules}`,
        'a dead worker': `${whenDead.violations} of ${whenDead.schedules}`,
      },
      price,
    })
  }
  return compared
}
