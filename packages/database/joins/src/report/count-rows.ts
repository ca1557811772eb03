// count(*) counts rows, and a customer without an order has one: the row that the left join keeps.
export const countRows = `
  select name, count(*)::int as orders, coalesce(sum(total), 0)::int as ordered,
    (select coalesce(sum(amount), 0)::int from payments where customer_id = customers.id) as paid
  from customers
  left join orders on orders.customer_id = customers.id
  group by customers.id order by name`
