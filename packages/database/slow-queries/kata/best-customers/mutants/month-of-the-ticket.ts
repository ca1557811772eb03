// Fails: gives the page of any month
// The month of the ticket stands in the statement.
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
          and o.created_at >= timestamptz '2026-10-01Z'
          and o.created_at < coalesce(timestamptz '2026-11-01Z', $1)
        group by c.id
        order by spent desc, c.id limit 10
      ) as best
      order by spent desc, id`,
  }
}
