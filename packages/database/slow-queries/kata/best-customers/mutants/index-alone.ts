// Fails: reads at most 200 blocks for the page
// Mends the join. The orders of a thousand customers are still counted for ten.
export interface Mended {
  prepare: string[]
  statement: string
}

export function bestCustomers(): Mended {
  return {
    prepare: ['create index on orders (created_at)', 'analyze customers, orders'],
    statement: `
      select * from (
        select c.id, c.name, sum(o.total)::int as spent,
          (select count(*)::int from orders where customer_id = c.id) as orders
        from customers as c
        join orders as o on o.customer_id = c.id
        where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr'
          and o.created_at >= $1::timestamptz
          and o.created_at < $1::timestamptz + interval '1 month'
        group by c.id
      ) as page
      order by spent desc, id limit 10`,
  }
}
