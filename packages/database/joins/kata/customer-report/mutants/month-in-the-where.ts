// Fails: reports every customer, with 0 for what it has none of in the month
// The where asks after the left join, and a customer of other months has no row that it keeps.
export function customerReport(): string {
  return `
    select customers.id, name, count(o.id)::int as orders, coalesce(sum(o.total), 0)::int as ordered,
      (
        select coalesce(sum(amount), 0)::int from payments
        where customer_id = customers.id
          and created_on >= $1::date and created_on < $1::date + interval '1 month'
      ) as paid
    from customers
    left join orders as o on o.customer_id = customers.id
    where o.id is null
      or (o.created_on >= $1::date and o.created_on < $1::date + interval '1 month')
    group by customers.id
    order by customers.id`
}
