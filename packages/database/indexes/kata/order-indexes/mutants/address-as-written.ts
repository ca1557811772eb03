// Fails: reads the 25 orders of an address, in any case, from at most 30 blocks
// lower(email) is known when the row was read.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (email)',
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
