// Answers with the list price when there is none from the dependency.
// Costs exactness, so the answer says where it comes from. Fits when a default makes sense.
import type CircuitBreaker from 'opossum'
import type { GetPrice } from '../dependency/get-price.ts'
import { circuitBreaker } from '../slow-dependency/circuit-breaker.ts'
import type { BreakerOptions } from '../slow-dependency/circuit-breaker.ts'
import type { Answer } from './answer.ts'

export function fallback(
  getPrice: GetPrice,
  { listPrice, ...options }: BreakerOptions & { listPrice: number },
): CircuitBreaker<[], Answer> {
  const breaker = circuitBreaker<[], Answer>(
    async (signal) => ({ price: await getPrice(signal), from: 'dependency' }),
    options,
  )
  // opossum asks for it after every failed call, and for every call that it refuses.
  return breaker.fallback((): Answer => ({ price: listPrice, from: 'list' }))
}
