// Asks for each customer whether there is an order of theirs. A null equals nothing.
export const notExists = `
  select name from customers
  where not exists (select from orders where customer_id = customers.id) order by name`
