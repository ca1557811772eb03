export function ordersOfDay(): string {
  return `select count(*)::int from orders where (created_at at time zone 'UTC')::date = $1::date`
}
