import type { Decision, RateLimiter } from '../rate-limiter.ts'

/**
 * Writes a decision as response fields. `RateLimit` and `RateLimit-Policy` are those of
 * draft-ietf-httpapi-ratelimit-headers-11, Retry-After that of RFC 9110. All times are in seconds,
 * rounded up: a client that comes back on time must not be too early.
 *
 * @param policy Names the policy, in printable ASCII.
 */
export function rateLimitFields(
  policy: string,
  { limit, windowMs }: RateLimiter,
  { allowed, remaining, retryAfterMs, resetMs }: Decision,
): Record<string, string> {
  const name = JSON.stringify(policy)
  return {
    'RateLimit-Policy': `${name};q=${limit};w=${Math.ceil(windowMs / 1000)}`,
    RateLimit: `${name};r=${remaining};t=${Math.ceil(resetMs / 1000)}`,
    ...(allowed ? {} : { 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) }),
  }
}
