import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localTokenBucket } from '../token-bucket/local-token-bucket.ts'
import { rateLimitFields } from './rate-limit-fields.ts'

const limiter = localTokenBucket({ limit: 100, windowMs: 60_000 })

describe('rateLimitFields', () => {
  it('writes the fields of the draft, in seconds', () => {
    const decision = { allowed: true, remaining: 50, retryAfterMs: 0, resetMs: 29_400 }
    expect(rateLimitFields('default', limiter, decision)).toEqual({
      'RateLimit-Policy': '"default";q=100;w=60',
      RateLimit: '"default";r=50;t=30',
    })
  })

  it('rounds up, so that a client that comes back on time is not too early', () => {
    const decision = { allowed: false, remaining: 0, retryAfterMs: 6000.001, resetMs: 600 }
    expect(rateLimitFields('default', limiter, decision)).toEqual({
      'RateLimit-Policy': '"default";q=100;w=60',
      RateLimit: '"default";r=0;t=1',
      'Retry-After': '7',
    })
  })

  it('never names a Retry-After earlier than the reset', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), (resetMicroseconds, moreMicroseconds) => {
        const fields = rateLimitFields('default', limiter, {
          allowed: false,
          remaining: 0,
          retryAfterMs: (resetMicroseconds + moreMicroseconds) / 1000,
          resetMs: resetMicroseconds / 1000,
        })
        const reset = Number(/t=(\d+)/.exec(fields['RateLimit']!)![1])
        expect(Number(fields['Retry-After'])).toBeGreaterThanOrEqual(reset)
      }),
    )
  })

  it('quotes the name as a string of structured fields', () => {
    const decision = { allowed: true, remaining: 1, retryAfterMs: 0, resetMs: 0 }
    const { RateLimit } = rateLimitFields('a "b" \\', limiter, decision)
    expect(RateLimit).toBe('"a \\"b\\" \\\\";r=1;t=0')
  })
})
