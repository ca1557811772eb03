/** A price, and where it comes from, so that its user can tell. */
export type QuotedPrice =
  | { price: number; from: 'service' }
  | { price: number; from: 'default' }
  | { price: number; from: 'memory'; ageMs: number }
