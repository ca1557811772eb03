import { fixedWindow } from './fixed-window/fixed-window.ts'
import { gcra } from './gcra/gcra.ts'
import type { LimiterOptions, RateLimiter } from './rate-limiter.ts'
import { slidingWindowCounter } from './sliding-window-counter/sliding-window-counter.ts'
import { slidingWindowLog } from './sliding-window-log/sliding-window-log.ts'
import { tokenBucket } from './token-bucket/token-bucket.ts'

/** The five algorithms, each as one script. */
export const algorithms = {
  'fixed-window': fixedWindow,
  'sliding-window-log': slidingWindowLog,
  'sliding-window-counter': slidingWindowCounter,
  'token-bucket': tokenBucket,
  gcra,
} satisfies Record<string, (options: LimiterOptions) => RateLimiter>

export type Algorithm = keyof typeof algorithms
