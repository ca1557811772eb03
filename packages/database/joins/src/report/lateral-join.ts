// Asks for the sums of one customer at a time: good for a page of few customers, slow for all of them.
export const lateralJoin = `
  select name, orders, ordered, paid
  from customers
  cross join lateral (
    select count(*)::int as orders, coalesce(sum(total), 0)::int as ordered
    from orders where customer_id = customers.id
  ) as o
  cross join lateral (
    select coalesce(sum(amount), 0)::int as paid from payments where customer_id = customers.id
  ) as p
  order by name`
