// Leaves the statement as it is, and stores the day of each row in an index of its own. Costs a second
// index on the column, and holds for exactly this expression.
import type { CountOrders } from './reads-only-its-day.ts'

export const expressionIndex: CountOrders = {
  index: `create index on orders (((created_at at time zone 'UTC')::date))`,
  statement: `select count(*)::int from orders where (created_at at time zone 'UTC')::date = $1::date`,
}
