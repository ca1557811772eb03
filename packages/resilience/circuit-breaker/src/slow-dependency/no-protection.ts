// Calls the dependency and waits for as long as it takes.
// Costs nothing while all is well. When the dependency is slow, everybody who calls it is slow.
import type { GetPrice } from '../dependency/get-price.ts'

export function noProtection(getPrice: GetPrice): () => Promise<number> {
  return () => getPrice()
}
