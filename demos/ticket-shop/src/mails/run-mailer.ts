// Sends the mails that are due, so many at once. A mail that fails comes back later and later. Neither
// it nor one that gets no answer holds up another one. What the provider will never take is dead, with
// the reason.
import { setTimeout as wait } from 'node:timers/promises'
import type { Span } from '@opentelemetry/api'
import { backOffMs } from '../back-off.ts'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { repeat } from '../repeat.ts'
import { contextOf, failSpan, inSpan, orderAttribute } from '../traces/spans.ts'
import type { Shop } from '../shop.ts'
import { sendMail } from './send-mail.ts'
import type { Mail } from './send-mail.ts'

const atOnce = 8
/** A mail without an answer is left to itself after this, and the mailer goes on. */
const soonMs = 1_000
const mostSlow = 64
const idleMs = 100
const leaseSeconds = 15
const backOff = { firstMs: 500, mostMs: 60_000 }

/** Sends what has come, again and again. */
export function runMailer(shop: Shop): AsyncDisposable {
  const health = shop.health.addPart('mails')
  const slow = new Set<Promise<void>>()
  const mailer = repeat(async () => {
    if (slow.size > mostSlow) await Promise.race(slow)
    const sent = await health.follow(sendDue(shop, slow)).catch((error: unknown) => {
      shop.log.warn({ error }, 'cannot look for mails')
      return 0
    })
    if (sent === 0) await wait(idleMs)
  })
  return {
    async [Symbol.asyncDispose]() {
      await mailer[Symbol.asyncDispose]()
      await Promise.all(slow)
    },
  }
}

interface DueMail extends Mail {
  tries: number
  isLate: boolean
  /** Of its order. */
  traceparent: string | null
}

/**
 * Sends some mails that are due. No other mailer gets them before the lease ends. That of an order which
 * was parked meanwhile waits until an operator has decided.
 *
 * @param slow Gets those that are not answered soon, until they have ended.
 * @returns How many it has begun to send.
 */
export async function sendDue(shop: Shop, slow = new Set<Promise<void>>()): Promise<number> {
  const { rows } = await shop.pool.query<DueMail>(
    `with due as (
       select order_id from mails join orders on orders.id = order_id
       where mails.status = 'due' and next_at <= now() and orders.status = 'complete'
       order by next_at limit $1 for update of mails skip locked
     )
     update mails set tries = tries + 1, next_at = now() + make_interval(secs => $2)
     from due join orders on orders.id = due.order_id join accounts on accounts.id = buyer_id
     where mails.order_id = due.order_id
     returning orders.id as "orderId", email, tries,
       (select count(*)::int from tickets where tickets.order_id = orders.id) as tickets,
       mails.created_at < now() - make_interval(secs => $3) as "isLate", orders.traceparent`,
    [atOnce, leaseSeconds, shop.configuration.MAIL_SECONDS],
  )
  const sendings = rows.map((mail) => {
    const options = {
      parent: contextOf(mail.traceparent),
      attributes: { [orderAttribute]: mail.orderId },
    }
    return inSpan('mail', options, (span) => sendOne(shop, mail, span))
  })
  const outcomes = await soon(sendings)
  for (const [index, sending] of sendings.entries()) {
    if (outcomes[index] !== 'slow') continue
    const ending = noteLate(shop, rows[index]!.orderId, sending).finally(() => slow.delete(ending))
    slow.add(ending)
  }
  await noteSent(
    shop,
    rows.flatMap(({ orderId }, index) => (outcomes[index] === 'sent' ? [orderId] : [])),
  )
  return rows.length
}

type Outcome = 'sent' | 'not sent' | 'slow'

/** What has ended in a moment; the rest is slow. */
async function soon(sendings: readonly Promise<Outcome>[]): Promise<Outcome[]> {
  const over = new AbortController()
  const slow = wait(soonMs, 'slow' as const, { signal: over.signal }).catch(() => 'slow' as const)
  try {
    return await Promise.all(sendings.map((sending) => Promise.race([sending, slow])))
  } finally {
    over.abort()
  }
}

async function noteLate(shop: Shop, orderId: string, sending: Promise<Outcome>): Promise<void> {
  try {
    if ((await sending) === 'sent') await noteSent(shop, [orderId])
  } catch (error) {
    shop.log.warn({ error, orderId }, 'cannot note the outcome of a mail')
  }
}

async function sendOne(shop: Shop, mail: DueMail, span: Span): Promise<Outcome> {
  try {
    await sendMail(shop, mail)
    return 'sent'
  } catch (error) {
    failSpan(span, error)
    shop.log.warn({ error, orderId: mail.orderId, tries: mail.tries }, 'cannot send a mail')
    await noteFailed(shop, mail, error)
    return 'not sent'
  }
}

/** What is sent stays so: another mailer may have got further, while this one stood still. */
async function noteFailed({ pool }: Shop, mail: DueMail, error: unknown): Promise<void> {
  const { orderId, tries, isLate } = mail
  const isDead = isLate || error instanceof CannotProcessError
  await pool.query(
    `update mails set status = $2, reason = $3, next_at = now() + make_interval(secs => $4)
     where order_id = $1 and status = 'due'`,
    [
      orderId,
      isDead ? 'dead' : 'due',
      error instanceof Error ? error.message : String(error),
      backOffMs(tries, backOff) / 1000,
    ],
  )
}

/** A mailer that dies before this has its mails sent again: the provider knows their keys. */
async function noteSent({ pool }: Shop, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await pool.query(`update mails set status = 'sent', reason = null where order_id = any($1)`, [
    orderIds,
  ])
}
