import { awaitDrain } from './await-drain.ts'
import { boundedQueue } from './bounded-queue.ts'
import { dropWhenFull } from './drop-when-full.ts'
import { ignoredWrite } from './ignored-write.ts'
import type { PassOn } from './pass-on.ts'
import { pipeline } from './pipeline.ts'
import { unboundedArray } from './unbounded-array.ts'

/** Every way, by the name of its file. */
export const ways = {
  'unbounded-array': unboundedArray,
  'ignored-write': ignoredWrite,
  'drop-when-full': dropWhenFull,
  'await-drain': awaitDrain,
  'bounded-queue': boundedQueue,
  pipeline,
} satisfies Record<string, PassOn>

export type WayName = keyof typeof ways
