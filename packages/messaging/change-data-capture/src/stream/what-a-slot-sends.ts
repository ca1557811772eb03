import { beginAgain } from '../open-shop.ts'
import type { Shop } from '../open-shop.ts'
import { createSlot, dropSlot } from '../slot.ts'
import { describeChange } from './describe-change.ts'
import { openStream } from './open-stream.ts'

const slot = 'sends'

/** What the shop does, in one transaction each unless it says otherwise. */
const deeds = {
  'an update that is rolled back': [
    'begin',
    `update orders set status = 'paid' where id = 1`,
    'rollback',
  ],
  'an update that is not committed yet': [
    'begin',
    `update orders set status = 'paid' where id = 1`,
  ],
  'its commit': ['commit'],
  'an update that changes nothing': [`update orders set status = status where id = 1`],
  'a new column, FR for every row': [
    `alter table orders add column country text not null default 'FR'`,
  ],
  'an insert': [`insert into orders (id, status) values (3, 'new')`],
  'an update of the key': ['update orders set id = 4 where id = 3'],
  'a delete': ['delete from orders where id = 4'],
  'a truncate': ['truncate orders'],
} as const

export type Deed = keyof typeof deeds

/** @returns What the slot sends after each of the shop's deeds. */
export async function whatASlotSends(shop: Shop): Promise<Record<Deed, string[]>> {
  const { url, plain } = shop
  await beginAgain(shop)
  await createSlot(plain, slot)
  const stream = await openStream({ url, plain, slot })
  const client = await plain.connect()
  const sent: Partial<Record<Deed, string[]>> = {}
  for (const [deed, statements] of Object.entries(deeds) as [Deed, readonly string[]][]) {
    for (const statement of statements) await client.query(statement)
    const { transactions } = await stream.drain()
    sent[deed] = transactions.flatMap(({ changes }) => changes.map(describeChange))
  }
  await client.query('alter table orders drop column country')
  client.release()
  await stream[Symbol.asyncDispose]()
  await dropSlot(plain, slot)
  return sent as Record<Deed, string[]>
}
