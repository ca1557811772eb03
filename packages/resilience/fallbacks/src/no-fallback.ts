// A breaker alone. Its callers get an error at once instead of a late one.
// Breaks: an error is not an answer, and each caller has to find one.
import { circuitBreaker } from './circuit-breaker.ts'
import type { Way } from './answers-every-caller.ts'

export const noFallback: Way = ({ service }) => circuitBreaker(service)
