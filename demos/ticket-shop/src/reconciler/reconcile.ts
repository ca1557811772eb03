// Compares what must agree, and is kept in different places: orders, sagas, mails, and the provider's
// books. What it can mend it mends; the rest is parked with the reason. Two may run at once.
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { Payments } from '../payments/payments.ts'
import type { Shop } from '../shop.ts'

const atOnce = 50

export async function reconcile(
  shop: Pick<Shop, 'pool' | 'log' | 'configuration'>,
  payments: Payments,
): Promise<void> {
  await beginAgain(shop)
  await addMails(shop)
  for (const order of await endedOrders(shop)) await compare(shop, payments, order)
}

/** A pending order has a saga; its row is what the orchestrators look for. */
export async function beginAgain({ pool, log }: Pick<Shop, 'pool' | 'log'>): Promise<void> {
  const { rows } = await pool.query(
    `insert into sagas (order_id)
     select id from orders where status = 'pending'
     and not exists (select from sagas where order_id = id)
     on conflict do nothing returning order_id`,
  )
  for (const { order_id: orderId } of rows) log.error({ orderId }, 'a saga was lost, begun again')
}

async function addMails({ pool, log }: Pick<Shop, 'pool' | 'log'>): Promise<void> {
  const { rows } = await pool.query(
    `insert into mails (order_id)
     select id from orders where status = 'complete'
     and not exists (select from mails where order_id = id)
     on conflict do nothing returning order_id`,
  )
  for (const { order_id: orderId } of rows) log.error({ orderId }, 'a mail was lost, due again')
}

interface EndedOrder {
  id: string
  status: 'complete' | 'cancelled'
  amountCents: number
}

async function endedOrders({ pool }: Pick<Shop, 'pool'>): Promise<EndedOrder[]> {
  const { rows } = await pool.query<EndedOrder>(
    `select id, status, amount_cents as "amountCents" from orders
     where reconciled_at is null and status in ('complete', 'cancelled')
     order by created_at limit $1`,
    [atOnce],
  )
  return rows
}

async function compare(
  { pool, log }: Pick<Shop, 'pool' | 'log'>,
  payments: Payments,
  { id, status, amountCents }: EndedOrder,
): Promise<void> {
  const wrong = await whatIsWrong(payments, id, status, amountCents).catch((error: unknown) => {
    if (error instanceof UnplannedAnswerError) return error.message
    throw error
  })
  if (wrong !== undefined) log.error({ orderId: id, wrong }, 'an order is wrong')
  // What is cancelled stays so. An operator may have taken it up meanwhile: then it is compared again.
  await pool.query(
    `update orders set reconciled_at = now(), parked_because = $3,
       status = case when $3::text is null or status = 'cancelled' then status else 'parked' end
     where id = $1 and status = $2 and reconciled_at is null`,
    [id, status, wrong ?? null],
  )
}

/** Returns undefined when nothing is, or when it was mended. */
async function whatIsWrong(
  payments: Payments,
  orderId: string,
  status: EndedOrder['status'],
  amountCents: number,
): Promise<string | undefined> {
  const booked = await payments.find(orderId)
  const isCharged = booked?.state === 'charged'
  if (status === 'cancelled') {
    if (isCharged) await payments.refund(orderId)
    return undefined
  }
  if (!isCharged) return 'It is complete, and the payment provider has no charge'
  if (booked.amountCents === amountCents) return undefined
  return `The payment provider took ${booked.amountCents} cents, and it costs ${amountCents}`
}
