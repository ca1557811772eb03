// Fails: refuses the second basket of a customer, and nothing else
// What a basket may not do is kept from every order that is not shipped.
export function orderIndexes(): string[] {
  return [
    'create index on orders (customer_id, created_at)',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id, created_at) where status <> 'shipped'`,
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
