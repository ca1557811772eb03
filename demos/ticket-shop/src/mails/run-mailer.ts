// Sends the mails that are due, so many at once. A mail that fails comes back later and later, and
// does not hold up another one. What the provider will never take is dead, with the reason.
import { setTimeout as wait } from 'node:timers/promises'
import type { Span } from '@opentelemetry/api'
import { backOffMs } from '../back-off.ts'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { repeat } from '../repeat.ts'
import { contextOf, failSpan, inSpan, orderAttribute } from '../traces/spans.ts'
import type { Shop } from '../shop.ts'
import { sendMail } from './send-mail.ts'

const atOnce = 8
const idleMs = 100
const leaseSeconds = 15
const backOff = { firstMs: 500, mostMs: 60_000 }

/** Sends what has come, again and again. */
export function runMailer(shop: Shop): AsyncDisposable {
  const health = shop.health.addPart('mails')
  return repeat(async () => {
    const sent = await health.follow(sendDue(shop)).catch((error: unknown) => {
      shop.log.warn({ error }, 'cannot look for mails')
      return 0
    })
    if (sent === 0) await wait(idleMs)
  })
}

interface DueMail {
  orderId: string
  tries: number
  isLate: boolean
  /** Of its order. */
  traceparent: string | null
}

/** Sends some mails that are due. No other mailer gets them before the lease ends. */
export async function sendDue(shop: Shop): Promise<number> {
  const { rows } = await shop.pool.query<DueMail>(
    `with due as (
       select order_id from mails where status = 'due' and next_at <= now()
       order by next_at limit $1 for update skip locked
     )
     update mails set tries = tries + 1, next_at = now() + make_interval(secs => $2)
     from due where mails.order_id = due.order_id
     returning mails.order_id as "orderId", tries,
       created_at < now() - make_interval(secs => $3) as "isLate",
       (select traceparent from orders where id = mails.order_id)`,
    [atOnce, leaseSeconds, shop.configuration.MAIL_SECONDS],
  )
  await Promise.all(
    rows.map((mail) => {
      const options = {
        parent: contextOf(mail.traceparent),
        attributes: { [orderAttribute]: mail.orderId },
      }
      return inSpan('mail', options, (span) => sendOne(shop, mail, span))
    }),
  )
  return rows.length
}

async function sendOne(shop: Shop, { orderId, tries, isLate }: DueMail, span: Span): Promise<void> {
  try {
    await sendMail(shop, orderId)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    failSpan(span, error)
    shop.log.warn({ error, orderId, tries }, 'cannot send a mail')
    if (isLate || error instanceof CannotProcessError) return note(shop, orderId, 'dead', reason)
    await shop.pool.query(
      `update mails set reason = $2, next_at = now() + make_interval(secs => $3)
       where order_id = $1 and status = 'due'`,
      [orderId, reason, backOffMs(tries, backOff) / 1000],
    )
    return
  }
  // Dying here sends it again: the provider knows the key.
  await note(shop, orderId, 'sent', null)
}

async function note(
  { pool }: Shop,
  orderId: string,
  status: 'sent' | 'dead',
  reason: string | null,
): Promise<void> {
  // What is sent stays so: another mailer may have got further, while this one stood still.
  await pool.query(
    `update mails set status = $2, reason = $3
     where order_id = $1 and ($2 = 'sent' or status = 'due')`,
    [orderId, status, reason],
  )
}
