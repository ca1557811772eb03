import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import type { Shop } from '../shop.ts'

/** Answers of 4xx that say "later" and not "never". */
const later = new Set([408, 425, 429])

/**
 * Mails a buyer. The provider remembers the key, and does not send the same mail twice.
 *
 * @throws {CannotProcessError} If the provider will never take this mail.
 */
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
  const { status, ok } = response
  if (ok) return
  const text = `Cannot send mail: the provider answered ${status}`
  if (status >= 400 && status < 500 && !later.has(status)) throw new CannotProcessError(text)
  throw new Error(text)
}
