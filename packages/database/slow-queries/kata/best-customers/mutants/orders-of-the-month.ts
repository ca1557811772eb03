// Fails: counts all orders that a customer ever made
// Counts the orders of the month, which the join has at hand.
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
      select c.id, c.name, sum(o.total)::int as spent, count(*)::int as orders
      from customers as c
      join orders as o on o.customer_id = c.id
      where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr'
        and o.created_at >= $1::timestamptz
        and o.created_at < $1::timestamptz + interval '1 month'
      group by c.id
      order by spent desc, c.id limit 10`,
  }
}
