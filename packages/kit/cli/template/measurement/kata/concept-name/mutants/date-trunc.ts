// Fails: reads a few blocks of a table of ten years
// Another function on the column: the index is of no use to it either.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where date_trunc('day', created_at, 'UTC') = $1::timestamp at time zone 'UTC'`
}
