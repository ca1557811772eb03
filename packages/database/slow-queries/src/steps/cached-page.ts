// Stores the answer itself. Reads one block, and shows what was so at the last refresh.
import type { Step } from './step.ts'

export const cachedPage: Step = {
  prepare: [
    `create materialized view page as
     select c.id, c.name, t.spent, t.month,
       (select count(*)::int from orders where customer_id = c.id) as orders
     from (
       select *, row_number() over (partition by month order by spent desc, customer_id) as place
       from monthly_totals where city = 'Lyon'
     ) as t
     join customers as c on c.id = t.customer_id
     where t.place <= 10`,
    'analyze page',
  ],
  statement: `
    select id, name, spent, orders from page
    where month = $1::timestamptz order by spent desc, id`,
}
