import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { tracedFetch } from '../traces/traced-fetch.ts'
import type { Shop } from '../shop.ts'

/**
 * Answers of 4xx that are not about this mail: we may not send now, or have to wait. 409 is what the draft
 * of the Idempotency-Key header answers while a request with the same key is under way.
 */
const later = new Set([401, 403, 408, 409, 423, 425, 429])

export interface Mail {
  orderId: string
  email: string
  /** How many the order has. */
  tickets: number
}

/**
 * Mails a buyer. The provider remembers the key, and does not send the same mail twice.
 *
 * @throws {CannotProcessError} If the provider will never take this mail.
 */
export async function sendMail(
  { configuration }: Pick<Shop, 'configuration'>,
  { orderId, email, tickets }: Mail,
): Promise<void> {
  const url = new URL(configuration.MAIL_URL)
  const response = await tracedFetch(url.pathname, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': orderId },
    body: JSON.stringify({ to: email, text: `Order ${orderId}: ${tickets} tickets` }),
    // Followed, a POST becomes the GET of a page, and its 200 would stand for a mail.
    redirect: 'manual',
    signal: AbortSignal.timeout(5_000),
  })
  // The status is the answer. What else comes may be long.
  await response.body?.cancel()
  const { status, ok } = response
  if (ok) return
  const text = `Cannot send mail: the provider answered ${status}`
  if (status >= 400 && status < 500 && !later.has(status)) throw new CannotProcessError(text)
  throw new Error(text)
}
