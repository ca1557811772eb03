// Compares, order by order, what is written down in different places about the same thing.
import type { Bought } from './buy.ts'
import { sum } from './money-adds-up.ts'
import type { Order, ReadBooks } from './read-books.ts'
import type { ProvidersReply } from './start-providers.ts'

/** Tickets for seats that their orders were not promised. */
export function otherTickets({ tickets, promised }: Pick<ReadBooks, 'tickets' | 'promised'>) {
  const held = new Set(promised.map(({ order_id, seat_id }) => `${order_id} ${seat_id}`))
  return tickets.filter(({ order_id, seat_id }) => !held.has(`${order_id} ${seat_id}`)).length
}

/** Seats of complete orders that are free, or another order's. */
export function lostSeats(
  { seats, promised }: Pick<ReadBooks, 'seats' | 'promised'>,
  completeIds: ReadonlySet<string>,
): number {
  const holders = new Map(seats.map(({ id, order_id }) => [id, order_id]))
  return promised.filter(
    ({ order_id, seat_id }) =>
      completeIds.has(order_id) && holders.has(seat_id) && holders.get(seat_id) !== order_id,
  ).length
}

/** Orders that have too few mails or too many, to another address, or about other tickets. */
export function wrongMails(
  orders: readonly Order[],
  mails: ProvidersReply['mails'],
  isDue: (id: string) => boolean,
): number {
  const ofOrders = Map.groupBy(mails, ({ text }) => /^Order (\S+):/.exec(text)?.[1] ?? text)
  const wrong = orders.filter(({ id, email, quantity }) => {
    const sent = ofOrders.get(id) ?? []
    const right = sent.filter(
      ({ to, text }) => to === email && text === `Order ${id}: ${quantity} tickets`,
    )
    return sent.length !== right.length || right.length !== (isDue(id) ? 1 : 0)
  })
  const known = new Set(orders.map(({ id }) => id))
  return wrong.length + [...ofOrders.keys()].filter((id) => !known.has(id)).length
}

/** Purchases whose order is for something else. */
export function otherOrders(bought: readonly Bought[], orders: readonly Order[]): number {
  const byId = new Map(orders.map((order) => [order.id, order]))
  return bought.filter(({ orderId, eventId, quantity, card }) => {
    if (orderId === undefined) return false
    const order = byId.get(orderId)
    return order?.event_id !== eventId || order.quantity !== quantity || order.card !== card
  }).length
}

/**
 * Purchases that were refused, though the trial asks for nothing wrong; and those that were told "sold
 * out" while so many seats were free. Seats that are free at the end were free before, unless a cancelled
 * order has given them back.
 */
export function wronglyRefused(
  bought: readonly Bought[],
  { seats, orders }: Pick<ReadBooks, 'seats' | 'orders'>,
): number {
  const wereFree = (eventId: string) =>
    seats.filter(({ event_id, order_id }) => event_id === eventId && order_id === null).length -
    sum(
      orders
        .filter(({ event_id, status }) => event_id === eventId && status === 'cancelled')
        .map(({ quantity }) => quantity),
    )
  return bought.filter(
    ({ told, eventId, quantity }) =>
      told === 'refused' || (told === 'sold out' && quantity <= wereFree(eventId)),
  ).length
}
