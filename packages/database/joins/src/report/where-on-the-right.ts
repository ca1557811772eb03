// The left join keeps customers without an order, with null for its columns. The where asks these
// columns afterwards, and null > 0 is not true: they are gone again.
export const whereOnTheRight = `
  select name, count(orders.id)::int as orders, coalesce(sum(total), 0)::int as ordered,
    (select coalesce(sum(amount), 0)::int from payments where customer_id = customers.id) as paid
  from customers
  left join orders on orders.customer_id = customers.id
  where total > 0
  group by customers.id order by name`
