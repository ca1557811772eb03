import type { Shop } from './open-shop.ts'
import { nextOf } from './saga/next-of.ts'
import { orderSaga } from './saga/order-saga.ts'
import { readLog } from './saga/saga-log.ts'

/** What goes wrong in the outside world: nothing, an empty card, or a closed depot. */
export type Trouble = 'none' | 'no credit' | 'depot closed'

/** Puts the world into its first state: five lamps, and one order that has not begun. */
export async function resetShop({ plain, ...shop }: Shop, trouble: Trouble): Promise<void> {
  const forget = 'delete from inbox; delete from outbox;'
  await Promise.all([
    plain.orders.query(`
      ${forget} delete from saga_log; delete from orders;
      insert into orders (id) values ('order-1');
      insert into outbox (order_id, event) values ('order-1', 'ordered')`),
    plain.inventory.query(`
      ${forget} delete from reservations; delete from items;
      insert into items values ('lamp', 5)`),
    plain.payment.query(`
      ${forget} delete from charges; delete from cards;
      insert into cards values ('alice', ${trouble === 'no credit' ? 0 : 100})`),
    plain.shipping.query(`
      ${forget} delete from shipments; delete from depots;
      insert into depots values ('north', ${trouble !== 'depot closed'})`),
    shop.commands.begin(),
    shop.replies.begin(),
    shop.events.begin(),
  ])
}

export interface ShopState {
  /** As `complete`, or `pending` when the order has not ended. */
  order: string
  /** How many lamps are gone. */
  taken: number
  /** How often money was taken, and what is left of it. */
  charges: number
  paid: number
  shipments: number
}

export async function shopState({ plain }: Shop): Promise<ShopState> {
  const [order, taken, money, shipments] = await Promise.all([
    plain.orders.query('select status from orders'),
    plain.inventory.query('select 5 - remaining as taken from items'),
    plain.payment.query(`
      select count(*) filter (where amount > 0)::int as charges, coalesce(sum(amount), 0)::int as paid
      from charges`),
    plain.shipping.query('select count(*)::int as shipments from shipments'),
  ])
  return {
    order: order.rows[0].status,
    ...taken.rows[0],
    ...money.rows[0],
    ...shipments.rows[0],
  }
}

/** The invariant: everything is there, or everything is undone, and nothing was charged twice. */
export function complaint({
  order,
  taken,
  charges,
  paid,
  shipments,
}: ShopState): string | undefined {
  const all = taken === 1 && paid === 30 && shipments === 1
  const nothing = taken === 0 && paid === 0 && shipments === 0
  // Of a parked order a person decides; the log has to say why.
  const right =
    order === 'complete' ? all : order === 'parked' || (order === 'compensated' && nothing)
  if (right && charges <= 1) return undefined
  return `order ${order}: ${taken} taken, ${paid} paid in ${charges} charges, ${shipments} shipped`
}

/** Says where the step log does not lead to what the order says. */
export async function logComplaint({ plain }: Shop, order: string): Promise<string | undefined> {
  const next = nextOf(orderSaga, await readLog(plain.orders, 'order-1'))
  if ('end' in next && next.end === order) return undefined
  return `order ${order}, but its log says ${'end' in next ? next.end : `ask for ${next.ask}`}`
}
