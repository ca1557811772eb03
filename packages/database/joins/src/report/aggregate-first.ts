// One row for each customer out of each table, then joins one row to one row.
export const aggregateFirst = `
  select name, coalesce(orders, 0) as orders,
    coalesce(ordered, 0) as ordered, coalesce(paid, 0) as paid
  from customers
  left join (
    select customer_id, count(*)::int as orders, sum(total)::int as ordered
    from orders group by customer_id
  ) as o on o.customer_id = customers.id
  left join (
    select customer_id, sum(amount)::int as paid from payments group by customer_id
  ) as p on p.customer_id = customers.id
  order by name`
