/** What to do to the database once, and the statement of the page. */
export interface Mended {
  prepare: string[]
  statement: string
}

export function bestCustomers(): Mended {
  return {
    prepare: [
      // Every customer in Lyon is in France: four columns are one condition.
      'create statistics places (dependencies) on country, region, city, language from customers',
      'create index on orders (created_at)',
      'analyze customers, orders',
    ],
    // The ten of the page first, and then what these ten ever ordered.
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
