// opossum's own option `cache`: it answers from memory, and not only when the dependency is down.
// Breaks both ways: while all is well nobody asks, and after the time to live there is nothing.
import CircuitBreaker from 'opossum'
import type { GetPrice } from '../dependency/get-price.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import { timeoutOnly } from '../slow-dependency/timeout-only.ts'
import type { Answer } from './answer.ts'

export function cacheOption(
  getPrice: GetPrice,
  { timeoutMs, clock, ttlMs, ...options }: BreakerOptions & { ttlMs: number },
): CircuitBreaker<[], Answer> {
  const ask = async (signal?: AbortSignal): Promise<Answer> => ({
    price: await getPrice(signal),
    from: 'dependency',
  })
  return new CircuitBreaker(timeoutOnly(ask, { timeoutMs, clock }), {
    ...options,
    timeout: false,
    cache: true,
    cacheTTL: ttlMs,
  })
}
