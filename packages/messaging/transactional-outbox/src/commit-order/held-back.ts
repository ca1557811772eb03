import type { Opened } from '../open-shop.ts'
import { emptyShop } from '../open-shop.ts'
import { readEvents } from '../read-events.ts'
import { pollBelowTheOldest } from '../relay/poll-below-the-oldest.ts'
import type { Relay } from '../relay/relay.ts'
import { insertEvent } from '../tell/outbox.ts'

/**
 * A report, which has nothing to do with orders, has a transaction open while an order is placed.
 *
 * @returns How many events the relay has published before the report ends, and after.
 */
export async function heldBack(opened: Opened): Promise<{ before: number; after: number }> {
  const { plain } = opened
  await emptyShop(opened)
  const report = await plain.pool.connect()
  try {
    await report.query('begin')
    // What writes has a transaction id, and counts as open from there.
    await report.query('create temporary table report on commit drop as select 1')
    await plain.pool.query(insertEvent, ['order-1', 'placed'])
    await pollBelowTheOldest(plain)
    const before = (await readEvents(opened)).length
    await report.query('commit')
    await pollBelowTheOldest(plain)
    return { before, after: before + (await readEvents(opened)).length }
  } finally {
    report.release()
  }
}

/**
 * Alice takes an id before her transaction writes, as an ORM does, and Bob overtakes her. The relay
 * runs after each.
 *
 * @returns The ids in the order in which they were published.
 */
export async function idTakenEarly(opened: Opened, relay: Relay): Promise<number[]> {
  const { plain } = opened
  await emptyShop(opened)
  const taken = await plain.pool.query(`select nextval('outbox_id_seq')::int as id`)
  await plain.pool.query(insertEvent, ['order-b', 'placed'])
  await relay(plain)
  await plain.pool.query(
    `insert into outbox (id, order_id, type) overriding system value
     values ($1, 'order-a', 'placed')`,
    [taken.rows[0].id],
  )
  await relay(plain)
  return (await readEvents(opened)).map(({ id }) => id)
}
