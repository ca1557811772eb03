/** What the breakers of all stories are set to; times in milliseconds. */
export const settings = {
  timeoutMs: 1_000,
  volumeThreshold: 10,
  errorThresholdPercentage: 50,
  rollingCountTimeout: 2_000,
  resetTimeout: 2_000,
}
