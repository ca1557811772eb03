// One order has no customer. Whether 3 is not in (1, 2, null) is unknown: null might be 3.
export const notIn = `
  select name from customers
  where id not in (select customer_id from orders) order by name`
