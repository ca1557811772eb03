export function customerReport(): string {
  return `
    select customers.id, name, count(*)::int as orders,
      sum(orders.total)::int as ordered, sum(payments.amount)::int as paid
    from customers
    join orders on orders.customer_id = customers.id
    join payments on payments.customer_id = customers.id
    where orders.created_on between $1::date and $1::date + interval '1 month'
      and payments.created_on between $1::date and $1::date + interval '1 month'
    group by customers.id, name
    order by customers.id`
}
