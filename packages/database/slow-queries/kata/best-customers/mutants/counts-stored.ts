// Fails: adds two orders that came in afterwards to the page at once
// The number of orders is one of the last refresh.
export interface Mended {
  prepare: string[]
  statement: string
}

export function bestCustomers(): Mended {
  return {
    prepare: [
      `create statistics places (dependencies) on country, region, city, language from customers`,
      `create index on orders (created_at)`,
      `analyze customers, orders`,
      `create materialized view counts as select customer_id, count(*)::int as orders from orders group by 1`,
      `create unique index on counts (customer_id)`,
      `analyze counts`,
    ],
    statement: `
      select id, name, spent, (select orders from counts where customer_id = best.id) as orders
      from (
        select c.id, c.name, sum(o.total)::int as spent
        from customers as c
        join orders as o on o.customer_id = c.id
        where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr' and o.created_at >= $1::timestamptz and o.created_at < $1::timestamptz + interval '1 month'
        group by c.id
        order by spent desc, c.id limit 10
      ) as best
      order by spent desc, id`,
  }
}
