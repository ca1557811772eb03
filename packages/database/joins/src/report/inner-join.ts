// Adds up each table by itself, which is right, and then keeps customers only that have both.
export const innerJoin = `
  select name, orders, ordered, paid
  from customers
  join (
    select customer_id, count(*)::int as orders, sum(total)::int as ordered
    from orders group by customer_id
  ) as o on o.customer_id = customers.id
  join (
    select customer_id, sum(amount)::int as paid from payments group by customer_id
  ) as p on p.customer_id = customers.id
  order by name`
