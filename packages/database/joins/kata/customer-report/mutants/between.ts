// Fails: takes the first and the last day of the month, and not the days beside it
// between takes both ends: the first day of the next month, too.
export function customerReport(): string {
  return `
    select customers.id, name, coalesce(orders, 0) as orders,
      coalesce(ordered, 0) as ordered, coalesce(paid, 0) as paid
    from customers
    left join (
      select customer_id, count(*)::int as orders, sum(total)::int as ordered
      from orders
      where created_on between $1::date and $1::date + interval '1 month'
      group by customer_id
    ) as o on o.customer_id = customers.id
    left join (
      select customer_id, sum(amount)::int as paid
      from payments
      where created_on between $1::date and $1::date + interval '1 month'
      group by customer_id
    ) as p on p.customer_id = customers.id
    order by customers.id`
}
