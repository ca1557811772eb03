// Fails: refuses the second basket of a customer, and nothing else
// An empty basket is not in the index, and neither is the next empty one.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id) where status = 'basket' and total_cents > 0`,
  ]
}
