// Fails: reports every customer, with 0 for what it has none of in the month
// A sum of no rows is null, and so is what a left join does not find.
export function customerReport(): string {
  return `
    select customers.id, name, orders,
      ordered, paid
    from customers
    left join (
      select customer_id, count(*)::int as orders, sum(total)::int as ordered
      from orders
      where created_on >= $1::date and created_on < $1::date + interval '1 month'
      group by customer_id
    ) as o on o.customer_id = customers.id
    left join (
      select customer_id, sum(amount)::int as paid
      from payments
      where created_on >= $1::date and created_on < $1::date + interval '1 month'
      group by customer_id
    ) as p on p.customer_id = customers.id
    order by customers.id`
}
