// Fails: leaves out the first moment of the next day
// between takes both ends.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where created_at between ($1::timestamp at time zone 'UTC')
      and (($1::timestamp + interval '1 day') at time zone 'UTC')`
}
