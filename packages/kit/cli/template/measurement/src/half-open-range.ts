// Asks for moments from the start of the day up to the start of the next one. The column stands
// alone, so its index finds the first row, and the rows of the day lie beside each other.
import type { CountOrders } from './reads-only-its-day.ts'

export const halfOpenRange: CountOrders = {
  index: 'create index on orders (created_at)',
  statement: `
    select count(*)::int from orders
    where created_at >= $1::timestamp at time zone 'UTC'
      and created_at < ($1::timestamp + interval '1 day') at time zone 'UTC'`,
}
