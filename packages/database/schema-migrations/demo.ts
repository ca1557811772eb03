import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { backfillScene } from './scenes/backfill-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  addAndCopyScene,
  expandAndContractScene,
  renameAtOnceScene,
} from './scenes/rename-scenes.ts'
import { failedMigrationScene, statementsScene, twoDeploysScene } from './scenes/small-scenes.ts'
import {
  alterAtOnceScene,
  everyOrderScene,
  lockTimeoutRetryScene,
  waysCompared,
} from './scenes/traffic-scenes.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['alter-at-once', 'lock-timeout-retry', 'ways-compared'],
  scenes: [
    alterAtOnceScene,
    lockTimeoutRetryScene,
    everyOrderScene,
    renameAtOnceScene,
    addAndCopyScene,
    expandAndContractScene,
    backfillScene,
    statementsScene,
    failedMigrationScene,
    twoDeploysScene,
    waysCompared,
  ],
})
