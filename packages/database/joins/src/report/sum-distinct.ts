// Counts each value once instead of each row: two payments of 25 become one.
export const sumDistinct = `
  select name, count(distinct orders.id)::int as orders,
    coalesce(sum(distinct total), 0)::int as ordered, coalesce(sum(distinct amount), 0)::int as paid
  from customers
  left join orders on orders.customer_id = customers.id
  left join payments on payments.customer_id = customers.id
  group by customers.id order by name`
