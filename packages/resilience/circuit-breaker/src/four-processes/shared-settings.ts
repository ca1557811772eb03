import { settings } from '../settings.ts'

/** The settings of all stories, for the breaker in Redis. */
export const sharedSettings = {
  key: 'breaker:prices',
  volumeThreshold: settings.volumeThreshold,
  errorThresholdPercentage: settings.errorThresholdPercentage,
  windowMs: settings.rollingCountTimeout,
  resetTimeoutMs: settings.resetTimeout,
  probeTimeoutMs: 2 * settings.timeoutMs,
}
