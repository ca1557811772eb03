// Fails: takes the day in UTC, whatever the time zone of the session is
// A date becomes a moment by the time zone of the session.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where created_at >= $1::date and created_at < $1::date + 1`
}
