import type { Shop } from '../shop.ts'

/** Mails a buyer. The provider remembers the key, and does not send the same mail twice. */
export async function sendMail(shop: Shop, orderId: string): Promise<void> {
  const { rows } = await shop.pool.query<{ email: string; tickets: number }>(
    `select email, (select count(*)::int from tickets where order_id = orders.id) as tickets
     from orders join accounts on accounts.id = buyer_id where orders.id = $1`,
    [orderId],
  )
  const { email, tickets } = rows[0]!
  const response = await fetch(shop.configuration.MAIL_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': orderId },
    body: JSON.stringify({ to: email, text: `Order ${orderId}: ${tickets} tickets` }),
    signal: AbortSignal.timeout(5_000),
  })
  await response.arrayBuffer()
  if (!response.ok) throw new Error(`Cannot send mail: the provider answered ${response.status}`)
}
