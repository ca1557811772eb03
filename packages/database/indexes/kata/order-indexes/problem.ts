export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id)',
    'create index on orders (status)',
    'create index on orders (created_at)',
    'create index on orders (email)',
    'create index on orders (seen_at)',
  ]
}
