// Fails: reports every customer, with 0 for what it has none of in the month
// Counts the row that the left join keeps for a customer without an order.
export function customerReport(): string {
  return `
    select customers.id, name, count(*)::int as orders, coalesce(sum(total), 0)::int as ordered,
      (
        select coalesce(sum(amount), 0)::int from payments
        where customer_id = customers.id
          and created_on >= $1::date and created_on < $1::date + interval '1 month'
      ) as paid
    from customers
    left join orders on customer_id = customers.id
      and created_on >= $1::date and created_on < $1::date + interval '1 month'
    group by customers.id
    order by customers.id`
}
