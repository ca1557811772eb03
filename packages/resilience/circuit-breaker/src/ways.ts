import { textbookBreaker } from './half-open/textbook-breaker.ts'
import { unguardedHalfOpen } from './half-open/unguarded-half-open.ts'
import type { Way } from './price-source.ts'
import { settings } from './settings.ts'
import { breakerWithoutTimeout } from './slow-dependency/breaker-without-timeout.ts'
import { circuitBreaker } from './slow-dependency/circuit-breaker.ts'
import { noProtection } from './slow-dependency/no-protection.ts'
import { timeoutOnly } from './slow-dependency/timeout-only.ts'
import { timeoutWithoutAbort } from './slow-dependency/timeout-without-abort.ts'
import { noVolumeThreshold } from './what-counts/no-volume-threshold.ts'
import { everyError } from './what-counts/every-error.ts'
import { statusBlind } from './what-counts/status-blind.ts'

const { timeoutMs, volumeThreshold: failureThreshold, resetTimeout: resetTimeoutMs } = settings

/** Every way of one process, set up as the stories use it. */
export const ways = {
  'no-protection': ({ getPrice }) => ({ fire: noProtection(getPrice) }),
  'timeout-only': ({ getPrice }, clock) => ({ fire: timeoutOnly(getPrice, { timeoutMs, clock }) }),
  'breaker-without-timeout': ({ getPrice }, clock) =>
    breakerWithoutTimeout(getPrice, { ...settings, clock }),
  'timeout-without-abort': ({ getPrice }, clock) =>
    timeoutWithoutAbort(getPrice, { ...settings, clock }),
  'circuit-breaker': ({ getPrice }, clock) => circuitBreaker(getPrice, { ...settings, clock }),
  'textbook-breaker': ({ getPrice }, clock) =>
    textbookBreaker(timeoutOnly(getPrice, { timeoutMs, clock }), { failureThreshold }),
  'unguarded-half-open': ({ getPrice }, clock) =>
    unguardedHalfOpen(timeoutOnly(getPrice, { timeoutMs, clock }), {
      failureThreshold,
      resetTimeoutMs,
      clock,
    }),
  'timeout-longer-than-reset': ({ getPrice }, clock) =>
    circuitBreaker(getPrice, { ...settings, timeoutMs: 5 * resetTimeoutMs, clock }),
  'no-volume-threshold': ({ getPrice }, clock) =>
    noVolumeThreshold(getPrice, { ...settings, clock }),
  'status-blind': ({ fetchPrice }, clock) => statusBlind(fetchPrice, { ...settings, clock }),
  'every-error': ({ getPrice }, clock) => everyError(getPrice, { ...settings, clock }),
} satisfies Record<string, Way>
