/** What the shop can be run without, to see which promise breaks. */
export const omissions = [
  'circuit-breaker',
  'idempotency-key',
  'inbox',
  'isolation-levels',
  'n-plus-one',
  'outbox',
  'rate-limiting',
  'skip-locked',
  'saga',
] as const

export type Omission = (typeof omissions)[number]
