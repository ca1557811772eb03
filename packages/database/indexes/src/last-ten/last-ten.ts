import { gone, largest, usual } from '../fill-orders.ts'

/** The last ten orders of a customer, for three customers. */
export const lastTen = {
  statement: `
    select id, created_at, total_cents from orders
    where customer_id = $1 order by created_at desc limit 10`,
  asks: { 'a usual customer': [usual], 'the largest': [largest], 'a former customer': [gone] },
}
