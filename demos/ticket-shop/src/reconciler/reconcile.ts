// Compares what must agree, and is kept in different places: orders, sagas, mails, and the provider's
// books. What it can mend it mends; the rest is parked with the reason. Two may run at once.
import { serverIsAway } from '../http/server-is-away.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { Payments } from '../payments/payments.ts'
import type { Shop } from '../shop.ts'

const ofOnePage = 48
/** How many orders the provider is asked about at once. */
const atOnce = 8

export interface Pass {
  /** The pass ends soon after. */
  signal?: AbortSignal
  /** Hears that the pass has got further: a slow provider makes it long. */
  onProgress?: () => void
}

/** Compares once all that has ended by now. What fails is left for the next time. */
export async function reconcile(
  shop: Pick<Shop, 'pool' | 'log' | 'configuration'>,
  payments: Payments,
  { signal, onProgress = () => {} }: Pass = {},
): Promise<void> {
  // Each by itself: one that fails every time must not keep the others from their work.
  await mend(shop, beginAgain)
  await mend(shop, addMails)
  const isOver = () => payments.isOpen() || payments.isOpen('look-ups') || signal?.aborted
  let last: EndedOrder | undefined
  do {
    const orders = await endedOrders(shop, last)
    const compared: Compared[] = []
    for (let from = 0; from < orders.length; from += atOnce) {
      // One order that cannot be asked for holds up no other; a provider that fails is left alone.
      if (isOver()) break
      const some = orders.slice(from, from + atOnce)
      const found = await Promise.all(some.map((order) => compare(shop, payments, order)))
      compared.push(...found.filter((one) => one !== undefined))
      onProgress()
    }
    await noteEach(shop, compared)
    last = isOver() ? undefined : orders.at(-1)
  } while (last !== undefined)
}

async function mend(
  shop: Pick<Shop, 'pool' | 'log'>,
  work: (shop: Pick<Shop, 'pool' | 'log'>) => Promise<void>,
): Promise<void> {
  await work(shop).catch((error: unknown) =>
    shop.log.warn({ error }, 'cannot look for what was lost'),
  )
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
  quantity: number
  tickets: number
  seats: number
  creditedCents: number
  /** Its last charge is so long ago that the provider's look-up has it, also one that is behind. */
  isSettled: boolean
  createdAt: string
  /** When this pass has begun. What is placed later is for the next one: else it might have no end. */
  passBegan: string
}

async function endedOrders(
  { pool }: Pick<Shop, 'pool'>,
  after: EndedOrder | undefined,
): Promise<EndedOrder[]> {
  const { rows } = await pool.query<EndedOrder>(
    `select id, status, amount_cents as "amountCents", quantity, created_at::text as "createdAt",
       (select count(*)::int from tickets where order_id = orders.id) as tickets,
       (select count(*)::int from seats where order_id = orders.id) as seats,
       (select coalesce(sum(ledger.amount_cents), 0)::float8 from ledger where order_id = orders.id)
         as "creditedCents",
       held_until < now() - interval '1 minute' as "isSettled", coalesce($4, now()::text) as "passBegan"
     from orders where reconciled_at is null and status in ('complete', 'cancelled')
     and ($2::timestamptz is null or (created_at, id) > ($2, $3))
     and created_at <= coalesce($4::text::timestamptz, now())
     order by created_at, id limit $1`,
    [ofOnePage, after?.createdAt, after?.id, after?.passBegan],
  )
  return rows
}

interface Compared extends Pick<EndedOrder, 'id' | 'status'> {
  wrong: string | null
}

/** Returns undefined when it has to be done later. */
async function compare(
  { log }: Pick<Shop, 'log'>,
  payments: Payments,
  order: EndedOrder,
): Promise<Compared | undefined> {
  const { id, status } = order
  let wrong = whatIsWrongHere(order)
  try {
    // Whatever else is wrong with a cancelled order, its buyer is paid back.
    if (wrong === undefined || status === 'cancelled')
      wrong = (await whatIsWrongThere(payments, order)) ?? wrong
  } catch (error) {
    if (!(error instanceof UnplannedAnswerError)) {
      log.warn({ error, orderId: id }, 'cannot compare an order now')
      return undefined
    }
    wrong = error.message
  }
  if (wrong !== undefined) log.error({ orderId: id, wrong }, 'an order is wrong')
  return { id, status, wrong: wrong ?? null }
}

/** All in one statement; when PostgreSQL refuses one of them, each by itself. */
async function noteEach(
  shop: Pick<Shop, 'pool' | 'log'>,
  compared: readonly Compared[],
): Promise<void> {
  const [first, ...others] = compared
  if (first === undefined) return
  try {
    await note(shop, compared)
  } catch (error) {
    if (serverIsAway(error)) throw error
    if (others.length > 0) for (const one of compared) await noteEach(shop, [one])
    else shop.log.warn({ error, orderId: first.id }, 'cannot note what was compared')
  }
}

async function note({ pool }: Pick<Shop, 'pool'>, compared: readonly Compared[]): Promise<void> {
  // What is cancelled stays so. An operator may have taken one up meanwhile: it is compared again, as is
  // one that another client has locked.
  await pool.query(
    `with free as (
       select id from orders where id = any($1) for no key update skip locked
     )
     update orders set reconciled_at = now(), parked_because = wrong,
       status = case when wrong is null or orders.status = 'cancelled' then orders.status
                else 'parked' end
     from unnest($1::uuid[], $2::text[], $3::text[]) as compared (id, status, wrong)
     join free on free.id = compared.id
     where orders.id = free.id and orders.status = compared.status and reconciled_at is null`,
    [
      compared.map(({ id }) => id),
      compared.map(({ status }) => status),
      compared.map(({ wrong }) => wrong),
    ],
  )
}

/** Between our own tables. */
function whatIsWrongHere(order: EndedOrder): string | undefined {
  const { status, quantity, amountCents, tickets, seats, creditedCents } = order
  const [due, dueCents] = status === 'complete' ? [quantity, amountCents] : [0, 0]
  const ofDue = due === 0 ? '' : ` of ${due}`
  if (tickets !== due) return `It is ${status}, and has ${tickets}${ofDue} tickets`
  if (seats !== due) return `It is ${status}, and has ${seats}${ofDue} seats`
  if (creditedCents === dueCents) return undefined
  return `It is ${status}, and its organiser is credited ${creditedCents} of ${dueCents} cents`
}

/**
 * Returns undefined when nothing is, or when it was mended.
 *
 * @throws {Error} If the provider's look-up may only be behind.
 */
async function whatIsWrongThere(
  payments: Payments,
  { id, status, amountCents, isSettled }: EndedOrder,
): Promise<string | undefined> {
  const booked = await payments.find(id)
  const isCharged = booked?.state === 'charged'
  if (status === 'cancelled') {
    // A charge may be on its way: a refund refuses what comes later.
    if (booked === undefined || isCharged) await payments.refund(id)
    const isStillCharged = isCharged && (await payments.find(id))?.state === 'charged'
    if (!isStillCharged) return undefined
    if (!isSettled) throw new Error('The payment provider has the charge still')
    return 'The payment provider says that it has paid back, and has the charge still'
  }
  if (booked === undefined && !isSettled) throw new Error('The payment provider has no charge yet')
  if (!isCharged) return 'It is complete, and the payment provider has no charge'
  if (booked.amountCents === amountCents) return undefined
  return `The payment provider took ${booked.amountCents} cents, and it costs ${amountCents}`
}
