// Fails: counts each order and each payment once, equal ones too
// Each order comes with each payment.
export function customerReport(): string {
  return `
    select customers.id, name, count(orders.id)::int as orders,
      coalesce(sum(total), 0)::int as ordered, coalesce(sum(amount), 0)::int as paid
    from customers
    left join orders on orders.customer_id = customers.id
      and orders.created_on >= $1::date and orders.created_on < $1::date + interval '1 month'
    left join payments on payments.customer_id = customers.id
      and payments.created_on >= $1::date and payments.created_on < $1::date + interval '1 month'
    group by customers.id
    order by customers.id`
}
