// Fails: reads the ten oldest open orders from at most 15 blocks
// All open orders are read and sorted for ten.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    'create index on orders (status)',
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
