// Fails: writes no index when an order notes that it was seen
// A column in the condition of a partial index is a column of the index.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    `create index on orders (id) where status = 'open' and seen_at is null`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
