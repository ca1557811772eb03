// Fails: counts an order of the last moment of the day
// 23:59:59 is not the end of the day: a second of orders is missing.
export function ordersOfDay(): string {
  return `
    select count(*)::int from orders
    where created_at between ($1::timestamp at time zone 'UTC')
      and (($1::timestamp + interval '23:59:59') at time zone 'UTC')`
}
