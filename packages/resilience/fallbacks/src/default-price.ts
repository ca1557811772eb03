// Answers with the list price when the service gives none.
// Costs exactness, so the answer says where it comes from. It fits when a default makes sense.
import { circuitBreaker } from './circuit-breaker.ts'
import type { QuotedPrice } from './quoted-price.ts'
import type { Way } from './answers-every-caller.ts'

const listPrice = 25

// opossum asks for the fallback after every failed call, and for every call that it refuses.
export const defaultPrice: Way = ({ service }) =>
  circuitBreaker(service).fallback((): QuotedPrice => ({ price: listPrice, from: 'default' }))
