import { conduct, crashable, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot } from '../slot.ts'
import { markLog, openStream } from '../stream/open-stream.ts'
import { positionOf } from '../stream/position.ts'
import type { Handle } from './consumer.ts'

const slot = 'warehouse'

/** How a position is sent to the slot: as it is, or as the library sends it. */
export type Confirming = 'confirm' | 'acknowledge'

/**
 * The contract: two payments are in the log, and the warehouse counts two, wherever its process
 * dies and starts again.
 */
export function countsEachPaymentOnce(
  shop: Shop,
  handle: Handle,
  confirming: Confirming = 'confirm',
): Race {
  const { url, plain, pool, outside } = shop
  let end = 0n
  const consume = async () => {
    await turn('opens the slot')
    // The connection of a process that has died ends with it.
    await outside(shop.closeLeft)
    const stream = await outside(() => openStream({ url, plain, slot }))
    shop.leave(stream)
    const confirm = async (lsn: string) => {
      await turn('confirms the position')
      await outside(() => stream[confirming](lsn))
    }
    for (;;) {
      const transaction = await outside(stream.next)
      if (positionOf(transaction.lsn) > end) return
      if (transaction.changes.length > 0) await handle({ pool, confirm }, transaction)
    }
  }
  return conduct({
    async setup() {
      await beginAgain(shop)
      await createSlot(plain, slot)
      await payTwice(shop)
      end = await markLog(plain)
    },
    actors: { warehouse: crashable(consume, { restart: consume }) },
    async invariant() {
      const { rows } = await plain.query('select orders from paid_orders')
      return rows[0].orders === 2 ? undefined : `2 orders are paid, and it counts ${rows[0].orders}`
    },
  })
}

/** Two transactions at the same time: the second commit follows right after the first one. */
async function payTwice({ plain }: Shop): Promise<void> {
  // On one page of the log: a page begins with a header, which would lie between the commits.
  await plain.query(
    `select pg_logical_emit_message(false, 'page', repeat('x',
       8192 - (pg_current_wal_insert_lsn() - '0/0')::bigint::int % 8192))`,
  )
  const [alice, bob] = [await plain.connect(), await plain.connect()]
  const update = `update orders set status = 'paid' where id = $1`
  await alice.query('begin')
  await bob.query('begin')
  await alice.query(update, [1])
  await bob.query(update, [2])
  await alice.query('commit')
  await bob.query('commit')
  alice.release()
  bob.release()
}
