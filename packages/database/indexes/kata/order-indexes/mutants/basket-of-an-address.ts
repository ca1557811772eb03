// Fails: refuses the second basket of a customer, and nothing else
// A customer who gives another address gets another basket.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id, email) where status = 'basket'`,
  ]
}
