// Goes on with every order that is due: reads what its log says, does the next step, takes note.
// An orchestrator that dies leaves the log. When its lease has ended another one goes on in the same place.
import { nextOf, takeNote } from '@lab/saga'
import type { Outcome } from '@lab/saga'
import { CannotProcessError } from '../dead-letters/cannot-process-error.ts'
import { UnplannedAnswerError } from '../payments/payments.ts'
import type { Payments } from '../payments/payments.ts'
import { reached } from '../reached.ts'
import type { Means, Shop } from '../shop.ts'
import { failSpan, inSpan } from '../traces/spans.ts'
import { askForTickets } from './ask-for-tickets.ts'
import { endOrder } from './end-order.ts'
import { readSaga } from './read-saga.ts'
import type { Saga } from './read-saga.ts'
import { ticketSaga } from './ticket-saga.ts'

const backOffSeconds = { first: 0.2, most: 10 }

/** Does what comes next of an order, up to where it has to wait for another service. */
export async function goOn(shop: Shop, means: Means, orderId: string): Promise<void> {
  const saga = (await readSaga(shop.pool, orderId))!
  if (saga.goesOn) await goOnFrom(shop, means, saga)
}

/**
 * The tickets are issued: that is the reply to the last command.
 *
 * @throws {CannotProcessError} If the command was never sent, or the tickets are not there: to believe the
 *   news would end an order without tickets.
 */
export async function hearIssued(shop: Shop, means: Means, orderId: string): Promise<void> {
  const saga = await readSaga(shop.pool, orderId)
  // News that comes twice, or about an order that was parked meanwhile: its card is left alone.
  if (saga?.goesOn === false) return
  const isCharged = saga?.log.some(
    ({ command, outcome }) => command === 'charge' && outcome === 'done',
  )
  if (saga === undefined || !isCharged || !saga.hasTickets)
    throw new CannotProcessError('No order of this id waits for this news')
  await goOnFrom(shop, means, await note(shop, saga, 'issue', 'done'))
}

async function goOnFrom(shop: Shop, means: Means, from: Saga): Promise<void> {
  let saga = from
  const { orderId } = saga
  let next = nextOf(ticketSaga, saga.log)
  while ('ask' in next) {
    const [command] = next.ask.split(' ')
    // The reply goes on. When there is none, the lease ends, and the command is sent again.
    if (command === 'issue') return askForTickets(shop, means.producer, orderId)
    const outcome = await pay(shop, means.payments, command as 'charge' | 'refund', saga)
    if (outcome === undefined) return comeBackLater(shop, orderId)
    if (outcome instanceof UnplannedAnswerError) {
      return endOrder(shop.pool, orderId, 'parked', outcome.message)
    }
    await reached('charged, not noted')
    saga = await note(shop, saga, next.ask, outcome)
    next = nextOf(ticketSaga, saga.log)
  }
  const { end } = next
  await inSpan(`saga ${end}`, {}, () => endOrder(shop.pool, orderId, end))
}

/**
 * Adds an answer to the log. Where it is the first to this command nobody has gone further, as the next
 * command depends on it; else another orchestrator has, and the log tells how far.
 */
async function note({ pool }: Shop, saga: Saga, command: string, outcome: Outcome): Promise<Saga> {
  const isFirst = await takeNote(pool, saga.orderId, command, outcome)
  if (isFirst) return { ...saga, log: [...saga.log, { command, outcome }] }
  return (await readSaga(pool, saga.orderId))!
}

/**
 * Returns undefined when the provider gave no answer, and there is time to ask again; an error when it
 * gave one that nobody has planned for.
 */
function pay(
  shop: Shop,
  payments: Payments,
  command: 'charge' | 'refund',
  { orderId, amountCents, card, isLate }: Saga,
): Promise<Outcome | UnplannedAnswerError | undefined> {
  return inSpan(`saga ${command}`, {}, async (span) => {
    // It may have been charged all the same. An unknown outcome is paid back.
    if (command === 'charge' && isLate) return 'unknown'
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
    `update sagas set taken = 0, tries = tries + 1, next_at = now() + make_interval(secs =>
       least($3, $2 * 2 ^ least(tries, 30)) * (0.5 + random() / 2))
     where order_id = $1`,
    [orderId, backOffSeconds.first, backOffSeconds.most],
  )
}
