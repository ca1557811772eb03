// Goes on with every order that is due: reads what its log says, does the next step, takes note.
// An orchestrator that dies leaves the log. When its lease has ended another one goes on in the same place.
import { nextOf, readLog, takeNote } from '@lab/saga'
import type { Next, Outcome } from '@lab/saga'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { Payments } from '../payments/payments.ts'
import { reached } from '../reached.ts'
import type { Means, Shop } from '../shop.ts'
import { failSpan, inSpan } from '../traces/spans.ts'
import { askForTickets } from './ask-for-tickets.ts'
import { endOrder } from './end-order.ts'
import { ticketSaga } from './ticket-saga.ts'

const backOffSeconds = { first: 0.2, most: 10 }

/** Does what comes next of an order, up to where it has to wait for another service. */
export async function goOn(shop: Shop, means: Means, orderId: string): Promise<void> {
  let next = await readNext(shop, orderId)
  while ('ask' in next) {
    const [command] = next.ask.split(' ')
    // The reply goes on. When there is none, the lease ends, and the command is sent again.
    if (command === 'issue') return askForTickets(shop, means.producer, orderId)
    const outcome = await pay(shop, means.payments, command as 'charge' | 'refund', orderId)
    if (outcome === undefined) return comeBackLater(shop, orderId)
    if (outcome instanceof UnplannedAnswerError) {
      return endOrder(shop.pool, orderId, 'parked', outcome.message)
    }
    await reached('charged, not noted')
    await takeNote(shop.pool, orderId, next.ask, outcome)
    next = await readNext(shop, orderId)
  }
  const { end } = next
  await inSpan(`saga ${end}`, {}, () => endOrder(shop.pool, orderId, end))
}

/**
 * The tickets are issued: that is the reply to the last command.
 *
 * @throws {CannotProcessError} If the command was never sent: to believe the news would end an order
 *   without tickets.
 */
export async function hearIssued(shop: Shop, means: Means, orderId: string): Promise<void> {
  const { rows } = await shop.pool.query<{ goesOn: boolean; isCharged: boolean }>(
    `select exists (select from sagas where order_id = id) as "goesOn",
       exists (select from saga_log where order_id = id
               and command = 'charge' and outcome = 'done') as "isCharged"
     from orders where id = $1`,
    [orderId],
  )
  // News that comes twice, or about an order that was parked meanwhile: its card is left alone.
  if (rows[0]?.goesOn === false) return
  if (!rows[0]?.isCharged) throw new CannotProcessError('No order of this id waits for this news')
  await takeNote(shop.pool, orderId, 'issue', 'done')
  await goOn(shop, means, orderId)
}

async function readNext({ pool }: Shop, orderId: string): Promise<Next> {
  return nextOf(ticketSaga, await readLog(pool, orderId))
}

/**
 * Returns undefined when the provider gave no answer, and there is time to ask again; an error when it
 * gave one that nobody has planned for.
 */
function pay(
  shop: Shop,
  payments: Payments,
  command: 'charge' | 'refund',
  orderId: string,
): Promise<Outcome | UnplannedAnswerError | undefined> {
  return inSpan(`saga ${command}`, {}, async (span) => {
    const { rows } = await shop.pool.query(
      'select amount_cents, card, held_until < now() as late from orders where id = $1',
      [orderId],
    )
    const { amount_cents: amountCents, card, late } = rows[0]
    // It may have been charged all the same. An unknown outcome is paid back.
    if (command === 'charge' && late) return 'unknown'
    try {
      return command === 'charge'
        ? await payments.charge({ orderId, amountCents, card })
        : await payments.refund(orderId)
    } catch (error) {
      failSpan(span, error)
      if (error instanceof UnplannedAnswerError) return error
      shop.log.debug({ orderId, error }, `no answer to ${command}`)
      return undefined
    }
  })
}

/** Twice as late each time, and not all at once: as `backOffMs`, in one statement. */
async function comeBackLater({ pool }: Shop, orderId: string): Promise<void> {
  await pool.query(
    `update sagas set tries = tries + 1, next_at = now() + make_interval(secs =>
       least($3, $2 * 2 ^ least(tries, 30)) * (0.5 + random() / 2))
     where order_id = $1`,
    [orderId, backOffSeconds.first, backOffSeconds.most],
  )
}
