// Answers with the last price that was seen, as long as it is not too old.
// Costs freshness, so the answer says how old it is. Who has seen none yet gets the error.
import type CircuitBreaker from 'opossum'
import type { Clock } from '../clock.ts'
import type { GetPrice } from '../dependency/get-price.ts'
import { circuitBreaker } from '../slow-dependency/circuit-breaker.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import type { Answer } from './answer.ts'

export function cachedFallback(
  getPrice: GetPrice,
  { maxAgeMs, ...options }: BreakerOptions & { maxAgeMs: number; clock: Clock },
): CircuitBreaker<[], Answer> {
  let last: { price: number; atMs: number } | undefined
  const breaker = circuitBreaker<[], Answer>(async (signal) => {
    const price = await getPrice(signal)
    last = { price, atMs: options.clock.now() }
    return { price, from: 'dependency' }
  }, options)
  return breaker.fallback((error: Error): Answer => {
    const ageMs = last === undefined ? Infinity : options.clock.now() - last.atMs
    if (last === undefined || ageMs > maxAgeMs) throw error
    return { price: last.price, from: 'memory', ageMs }
  })
}
