// Answers with the last price that was seen, while it is not too old.
// Costs freshness, so the answer says how old it is. A process that has seen no price has no answer.
import { circuitBreaker } from './circuit-breaker.ts'
import type { QuotedPrice } from './quoted-price.ts'
import type { Way } from './answers-every-caller.ts'

const maxAgeMs = 60_000

export const lastKnownPrice: Way = ({ service, clock }) => {
  let last: { price: number; atMs: number } | undefined
  const breaker = circuitBreaker(service)
  // An answer of the fallback comes as `fallback`, so only prices of the service are kept.
  breaker.on('success', ({ price }: QuotedPrice) => {
    last = { price, atMs: clock.now() }
  })
  return breaker.fallback((error: Error): QuotedPrice => {
    const ageMs = last === undefined ? Infinity : clock.now() - last.atMs
    if (last === undefined || ageMs > maxAgeMs) throw error
    return { price: last.price, from: 'memory', ageMs }
  })
}
