// Fails: counts an order of the first moment of the day
// Greater than, where greater or equal is meant.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where created_at > $1::timestamp at time zone 'UTC'
      and created_at < ($1::timestamp + interval '1 day') at time zone 'UTC'`
}
