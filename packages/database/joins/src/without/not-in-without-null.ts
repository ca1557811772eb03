// The same not in, and no null in its list.
export const notInWithoutNull = `
  select name from customers
  where id not in (select customer_id from orders where customer_id is not null) order by name`
