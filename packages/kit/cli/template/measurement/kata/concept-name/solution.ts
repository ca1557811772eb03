export function ordersOfDay(): string {
  // The column stands alone, so the index finds the first moment; the end is not part of the day.
  return `
    select count(*)::int from orders
    where created_at >= $1::timestamp at time zone 'UTC'
      and created_at < ($1::timestamp + interval '1 day') at time zone 'UTC'`
}
