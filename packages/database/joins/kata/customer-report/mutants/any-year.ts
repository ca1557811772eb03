// Fails: takes the first and the last day of the month, and not the days beside it
// June of every year is June.
export function customerReport(): string {
  return `
    select customers.id, name, coalesce(orders, 0) as orders,
      coalesce(ordered, 0) as ordered, coalesce(paid, 0) as paid
    from customers
    left join (
      select customer_id, count(*)::int as orders, sum(total)::int as ordered
      from orders
      where extract(month from created_on) = extract(month from $1::date)
      group by customer_id
    ) as o on o.customer_id = customers.id
    left join (
      select customer_id, sum(amount)::int as paid
      from payments
      where extract(month from created_on) = extract(month from $1::date)
      group by customer_id
    ) as p on p.customer_id = customers.id
    order by customers.id`
}
