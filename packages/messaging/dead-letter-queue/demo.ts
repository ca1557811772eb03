import { comparedRaces, comparison, concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import { parkScene, redriveScene, retryTopicScene } from './scenes/order-scenes.ts'
import {
  deadLetterScene,
  logAndSkipScene,
  promise,
  rethrowScene,
  ways,
} from './scenes/poison-scenes.ts'
import { goesOn } from './src/index.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  ahead: true,
  headline: ['rethrow', 'dead-letter', 'ways-compared'],
  scenes: [
    rethrowScene,
    deadLetterScene,
    logAndSkipScene,
    retryTopicScene,
    parkScene,
    redriveScene,
    comparison<World>({
      promise,
      best: 'dead-letter',
      answer:
        'Say: "A partition is read in order, so a message that always fails stops what is behind it. I try a few times, then send it as it was to a dead-letter topic with the reason and its headers, and only then commit the offset. What passes within seconds I retry in place. A retry topic lets others go on, but it breaks the order of a key, unless the whole key waits there. The team that owns the consumer is told of dead letters, and sends each back once, after the cause is mended."',
      ways: ({ opened }) =>
        comparedRaces(ways.map(({ handle, ...way }) => ({ ...way, race: goesOn(opened, handle) }))),
    }),
  ],
})
