/** A price, and where it comes from: whoever uses it must be able to tell. */
export type Answer =
  | { price: number; from: 'dependency' }
  | { price: number; from: 'list' }
  | { price: number; from: 'memory'; ageMs: number }
