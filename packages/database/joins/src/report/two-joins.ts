// Joins orders and payments to the customer. They have nothing to do with each other, so each order
// comes with each payment: two orders and three payments are six rows.
export const twoJoins = `
  select name, count(orders.id)::int as orders,
    coalesce(sum(total), 0)::int as ordered, coalesce(sum(amount), 0)::int as paid
  from customers
  left join orders on orders.customer_id = customers.id
  left join payments on payments.customer_id = customers.id
  group by customers.id order by name`
