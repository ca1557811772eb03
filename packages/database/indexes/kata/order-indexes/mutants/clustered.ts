// Fails: makes indexes, and leaves the table and the settings as they are
// Sorted by hand, the table is read from few blocks until the next orders come in.
export function orderIndexes(): string[] {
  return [
    'create index by_customer on orders (customer_id)',
    'alter table orders set (fillfactor = 60)',
    'cluster orders using by_customer',
    `create index on orders (created_at) where status = 'open'`,
    'create index on orders (lower(email))',
    `create unique index on orders (customer_id) where status = 'basket'`,
  ]
}
