// Issues tickets for every delivery: what people write who commit the offset afterwards.
// Breaks: a consumer that dies in between gets the command again, and a seat has two tickets.
import { inTransaction } from '@lab/servers/in-transaction'
import { reached } from '../../src/reached.ts'
import type { Shop } from '../../src/shop.ts'
import { leaveNews, writeTickets } from '../../src/tickets/issue-tickets.ts'

export async function issueEachDelivery(shop: Shop, orderId: string): Promise<void> {
  await inTransaction(shop.pool, async (client) => {
    await writeTickets(client, orderId)
    await leaveNews(client, orderId)
  })
  await reached('tickets committed, offset not')
}
