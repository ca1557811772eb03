/** How many orders there are of an hour, of all customers. */
export const hour = {
  statement: `
    select count(*) from orders
    where created_at >= $1::timestamptz and created_at < $1::timestamptz + interval '1 hour'`,
  asks: { 'one hour': ['2026-01-01 06:00Z'] },
}

/** The ten oldest open orders; one order of 200 is open. */
export const openOnes = {
  statement: `select id, created_at from orders where status = 'open' order by created_at limit 10`,
  asks: { 'open orders': [] },
}

/** The orders of an e-mail address, in whatever case it is written. */
export const address = {
  statement: 'select id, created_at from orders where lower(email) = lower($1)',
  asks: { 'one address': ['customer7@EXAMPLE.com'] },
}

/** How many orders there are of addresses that begin so. */
export const prefix = {
  statement: `select count(*) from orders where email like $1`,
  asks: { 'one prefix': ['Customer7@%'] },
}
