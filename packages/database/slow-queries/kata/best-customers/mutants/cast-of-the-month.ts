// Fails: reads at most 200 blocks for the page
// date_trunc has to be computed for every order, so the index is of no use.
export interface Mended {
  prepare: string[]
  statement: string
}

export function bestCustomers(): Mended {
  return {
    prepare: [
      'create statistics places (dependencies) on country, region, city, language from customers',
      'create index on orders (created_at)',
      'analyze customers, orders',
    ],
    statement: `
      select id, name, spent, (select count(*)::int from orders where customer_id = best.id) as orders
      from (
        select c.id, c.name, sum(o.total)::int as spent
        from customers as c
        join orders as o on o.customer_id = c.id
        where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr'
          and date_trunc('month', o.created_at, 'UTC') = $1::timestamptz
        group by c.id
        order by spent desc, c.id limit 10
      ) as best
      order by spent desc, id`,
  }
}
