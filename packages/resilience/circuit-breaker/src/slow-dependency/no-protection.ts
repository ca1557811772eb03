// Calls the dependency and waits as long as it takes.
// Breaks when the dependency is slow: each request stays in flight, and each caller waits.
import type { GetPrice } from '../get-price.ts'

export function noProtection(getPrice: GetPrice): () => Promise<number> {
  return () => getPrice()
}
