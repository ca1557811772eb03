// Writes every reply into a log and sends the command that the log says comes next.
// Costs an orchestrator that every order goes through. After a crash it goes on from the log.
import type { Deliveries } from '@lab/conductor/deliveries'
import type { KafkaMessage } from 'kafkajs'
import type { Shop } from '../open-shop.ts'
import { nextOf } from '../saga/next-of.ts'
import type { Outcome } from '../saga/next-of.ts'
import { orderSaga } from '../saga/order-saga.ts'
import { readLog, takeNote } from '../saga/saga-log.ts'

/** Goes on with every order that has not ended, then with every reply. */
export async function orchestrated(
  shop: Shop,
  read: Deliveries['drain'] = shop.replies.consume,
): Promise<unknown> {
  const { orders } = shop.databases
  const { rows } = await orders.query(`select id from orders where status = 'pending' order by id`)
  for (const { id } of rows) await goOn(shop, id)
  return read((reply) => takeReply(shop, reply))
}

export async function takeReply(shop: Shop, { key, value }: KafkaMessage): Promise<void> {
  const [command, outcome] = String(value).split(': ') as [string, Outcome]
  const isNew = await takeNote(shop.databases.orders, String(key), command, outcome)
  if (isNew) await goOn(shop, String(key))
}

export async function goOn(shop: Shop, orderId: string): Promise<void> {
  const { orders } = shop.databases
  const next = nextOf(orderSaga, await readLog(orders, orderId))
  if ('end' in next) {
    await orders.query('update orders set status = $2 where id = $1', [orderId, next.end])
  } else {
    if (next.afterMs > 0) await shop.clock.sleep(next.afterMs, `time to ${next.ask}`)
    await shop.send('commands', orderId, next.ask)
  }
}
