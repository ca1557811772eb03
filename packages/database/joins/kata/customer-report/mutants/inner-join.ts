// Fails: reports every customer, with 0 for what it has none of in the month
// Keeps customers only that have both.
export function customerReport(): string {
  return `
    select customers.id, name, coalesce(orders, 0) as orders,
      coalesce(ordered, 0) as ordered, coalesce(paid, 0) as paid
    from customers
    join (
      select customer_id, count(*)::int as orders, sum(total)::int as ordered
      from orders
      where created_on >= $1::date and created_on < $1::date + interval '1 month'
      group by customer_id
    ) as o on o.customer_id = customers.id
    join (
      select customer_id, sum(amount)::int as paid
      from payments
      where created_on >= $1::date and created_on < $1::date + interval '1 month'
      group by customer_id
    ) as p on p.customer_id = customers.id
    order by customers.id`
}
