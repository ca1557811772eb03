// Fails: refuses the second basket of a customer, and nothing else
// Finds the basket, and does not keep a second one out.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create index on orders (customer_id) where status = 'basket'`,
  ]
}
