/** One step: what it does to the database, and the statement of the page from then on. */
export interface Step {
  prepare: readonly string[]
  /** Tables that it has filled. */
  vacuum?: readonly string[]
  /** `$1` is the first moment of the month. */
  statement: string
}

const ofTheMonth = `
  from customers as c
  join orders as o on o.customer_id = c.id
  where c.country = 'FR' and c.region = 'Rhône' and c.city = 'Lyon' and c.language = 'fr'
    and o.created_at >= $1::timestamptz and o.created_at < $1::timestamptz + interval '1 month'
  group by c.id`

/** The page as it was found: the ten best customers of Lyon in a month, with all they ever ordered. */
export const foundStatement = `
  select * from (
    select c.id, c.name, sum(o.total)::int as spent,
      (select count(*)::int from orders where customer_id = c.id) as orders
    ${ofTheMonth}
  ) as page
  order by spent desc, id limit 10`

/** The ten first, and then what these ten ever ordered. */
export const tenFirstStatement = `
  select id, name, spent, (select count(*)::int from orders where customer_id = best.id) as orders
  from (
    select c.id, c.name, sum(o.total)::int as spent
    ${ofTheMonth}
    order by spent desc, c.id limit 10
  ) as best
  order by spent desc, id`
