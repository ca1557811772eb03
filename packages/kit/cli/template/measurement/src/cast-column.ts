// Compares the day of each row. The index has moments, not days, so every row is read and cast.
import type { CountOrders } from './reads-only-its-day.ts'

export const castColumn: CountOrders = {
  index: 'create index on orders (created_at)',
  statement: `select count(*)::int from orders where (created_at at time zone 'UTC')::date = $1::date`,
}
