import { seededRandom } from '@lab/stage/seeded-random'

export interface ShopRequest {
  /** From 1 up; product n is asked for in proportion to 1/n. */
  product: number
  /** From 0 up to 100: a request is a write where the share of writes is above it. */
  percentile: number
}

export const products = 100

/** The same 300 requests in every run and for every strategy. */
export const recordedTraffic: readonly ShopRequest[] = record(300, seededRandom(2_026))

function record(count: number, random: () => number): ShopRequest[] {
  const weights = Array.from({ length: products }, (_, index) => 1 / (index + 1))
  const total = weights.reduce((sum, weight) => sum + weight)
  return Array.from({ length: count }, () => {
    let left = random() * total
    const index = weights.findIndex((weight) => (left -= weight) < 0)
    return { product: index + 1, percentile: random() * 100 }
  })
}
