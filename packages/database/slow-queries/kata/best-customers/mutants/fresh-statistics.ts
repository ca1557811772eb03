// Fails: reads at most 200 blocks for the page
// The month is known now, and Lyon still is a fifth of a fifth of a fifth of a fifth.
export interface Mended {
  prepare: string[]
  statement: string
}

export function bestCustomers(): Mended {
  return {
    prepare: ['analyze customers, orders'],
    statement: `
      select id, name, spent, (select count(*)::int from orders where customer_id = best.id) as orders
      from (
        select c.id, c.name, sum(o.total)::int as spent
        from customers as c
        join orders as o on o.customer_id = c.id
        where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr'
          and o.created_at >= $1::timestamptz
          and o.created_at < $1::timestamptz + interval '1 month'
        group by c.id
        order by spent desc, c.id limit 10
      ) as best
      order by spent desc, id`,
  }
}
