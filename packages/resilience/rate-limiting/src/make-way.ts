import type { Redis } from 'ioredis'
import { asAllow } from './as-allow.ts'
import { incrThenExpire } from './fixed-window/incr-then-expire.ts'
import { fixedWindow } from './fixed-window/fixed-window.ts'
import { gcra } from './gcra/gcra.ts'
import { getThenSet } from './gcra/get-then-set.ts'
import type { Allow } from './naive-limiter.ts'
import type { RateLimiter } from './rate-limiter.ts'
import type { LimiterOptions } from './script-limiter.ts'
import { readThenIncrement } from './sliding-window-counter/read-then-increment.ts'
import { slidingWindowCounter } from './sliding-window-counter/sliding-window-counter.ts'
import { checkThenAdd } from './sliding-window-log/check-then-add.ts'
import { millisecondMembers } from './sliding-window-log/millisecond-members.ts'
import { slidingWindowLog } from './sliding-window-log/sliding-window-log.ts'
import { readThenWrite } from './token-bucket/read-then-write.ts'
import { tokenBucket } from './token-bucket/token-bucket.ts'

/** Makes a way for one server: its client, and a name for each request where one is needed. */
export type MakeWay = (options: { redis: Redis; limit: number; newId: () => string }) => Allow

/** The five ways, each as one atomic call. */
export const atomicWays = {
  'fixed-window': fixedWindow,
  'sliding-window-log': slidingWindowLog,
  'sliding-window-counter': slidingWindowCounter,
  'token-bucket': tokenBucket,
  gcra,
} satisfies Record<string, (options: LimiterOptions) => RateLimiter>

export type AtomicWay = keyof typeof atomicWays

// All races are within one moment of one hour.
const windowMs = 3_600_000
const nowMs = 1_800_000_000_000
const now = () => nowMs

/** The ways as people write them. */
export const naiveWays = {
  'incr-then-expire': (options) => incrThenExpire({ ...options, windowMs }),
  'check-then-add': (options) => checkThenAdd({ ...options, windowMs, now }),
  'millisecond-members': (options) => millisecondMembers({ ...options, windowMs, now }),
  'read-then-increment': (options) => readThenIncrement({ ...options, windowMs, now }),
  'read-then-write': (options) => readThenWrite({ ...options, windowMs, now }),
  'get-then-set': (options) => getThenSet({ ...options, windowMs, now }),
} satisfies Record<string, MakeWay>

/** One of the five for a race, at one moment. */
export function atomicWay(way: AtomicWay): MakeWay {
  return ({ redis, limit }) =>
    asAllow(atomicWays[way]({ redis, limit, windowMs, nowMicroseconds: () => nowMs * 1000 }))
}
