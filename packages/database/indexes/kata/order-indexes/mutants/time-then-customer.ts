// Fails: reads the last ten orders of a customer from at most 15 blocks
// The orders of a customer lie scattered over the whole index.
export function orderIndexes(): string[] {
  return [
    'create index on orders (created_at, customer_id)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
