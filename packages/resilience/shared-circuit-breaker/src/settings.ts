/** What all breakers of this concept are set to. */
export const settings = {
  timeoutMs: 1_000,
  volumeThreshold: 10,
  errorThresholdPercentage: 50,
  windowMs: 2_000,
  resetTimeoutMs: 2_000,
}

/** The same for the breaker in Redis. */
export const sharedSettings = {
  ...settings,
  key: 'breaker:prices',
  probeTimeoutMs: 2 * settings.timeoutMs,
}
