import { comparison, concept } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { kafkaScene } from './scenes/kafka-scene.ts'
import {
  awaitDrainScene,
  boundedQueueScene,
  compareWays,
  dropWhenFullScene,
  ignoredWriteScene,
  killedScene,
  pipelineScene,
  promise,
  unboundedArrayScene,
} from './scenes/memory-scenes.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  queueSizesScene,
  retriesScene,
  sheddingScene,
  skippingScene,
} from './scenes/overload-scenes.ts'

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['unbounded-array', 'pipeline', 'ways-compared'],
  scenes: [
    unboundedArrayScene,
    pipelineScene,
    ignoredWriteScene,
    awaitDrainScene,
    boundedQueueScene,
    dropWhenFullScene,
    killedScene,
    kafkaScene,
    queueSizesScene,
    skippingScene,
    sheddingScene,
    retriesScene,
    comparison<World>({
      promise,
      best: 'pipeline',
      answer:
        'Say: "The difference of the two rates piles up in memory until the process dies, and with it all that was accepted. So every queue has a bound, and a full one makes the producer wait: in Node.js by pipeline, or by awaiting drain; in Kafka by awaiting the work in the handler, or by pause. A producer that cannot wait gets 503 with Retry-After, at once. A bigger queue is not capacity: the rate stays, and the latency grows. By Little\'s law the bound is the rate of the consumer times the delay that is allowed, less a margin."',
      ways: compareWays,
    }),
  ],
})
