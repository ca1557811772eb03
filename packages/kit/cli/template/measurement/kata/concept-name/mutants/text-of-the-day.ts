// Fails: reads a few blocks of a table of ten years
// The day as text, for each row.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') = $1`
}
