import { concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  moduloScene,
  otherSchemesScene,
  rendezvousScene,
  waysCompared,
} from './scenes/fifth-shard-scenes.ts'
import { keysMovedScene, virtualNodesScene } from './scenes/law-scenes.ts'
import {
  copyWithoutLockScene,
  moveKeysScene,
  newThenOldScene,
  oldThenNewScene,
} from './scenes/on-its-way-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { addressScene, idsScene, shardKeyScene, tailScene } from './scenes/shard-key-scenes.ts'
import { crashScenes, slowCoordinatorScene } from './scenes/two-shards-scenes.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['modulo', 'rendezvous', 'ways-compared'],
  scenes: [
    moduloScene,
    rendezvousScene,
    otherSchemesScene,
    keysMovedScene,
    virtualNodesScene,
    newThenOldScene,
    oldThenNewScene,
    copyWithoutLockScene,
    moveKeysScene,
    ...crashScenes,
    slowCoordinatorScene,
    shardKeyScene,
    tailScene,
    idsScene,
    addressScene,
    waysCompared,
  ],
})
