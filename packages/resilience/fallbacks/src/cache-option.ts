// opossum's own option `cache`: it answers from memory, and not only when the service is down.
// Breaks both ways: it hides a service that is well, and it is empty after its time to live.
import { circuitBreaker } from './circuit-breaker.ts'
import type { Way } from './answers-every-caller.ts'

export const cacheOption: Way = ({ service }) =>
  circuitBreaker(service, { cache: true, cacheTTL: 5_000 })
