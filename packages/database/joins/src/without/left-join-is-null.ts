// Keeps what the left join found no order for. Ask the order's primary key, which is never null itself.
export const leftJoinIsNull = `
  select name from customers
  left join orders on orders.customer_id = customers.id
  where orders.id is null order by name`
