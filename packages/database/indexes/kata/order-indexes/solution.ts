export function orderIndexes(): string[] {
  return [
    // What is compared with = first, then what orders: the last ten lie beside each other.
    'create index on orders (customer_id, created_at)',
    // Only the open orders, in the order in which they are asked for.
    `create index on orders (created_at) where status = 'open'`,
    // What the statement compares.
    'create index on orders (lower(email))',
    // A rule for baskets only: a customer has any number of other orders.
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
