// Calls the services one after the other, without a note of how far it came.
// Breaks: after a crash or a refusal the steps before it stay as they are.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Shop } from '../open-shop.ts'
import { effects, ownerOf } from '../services/effects.ts'

export async function callsInSequence({ databases }: Shop, orderId: string): Promise<string> {
  const { orders } = databases
  for (const command of ['reserve', 'charge', 'ship'] as const) {
    const happened = await inTransaction(databases[ownerOf[command]], (client) =>
      effects[command](client, orderId),
    )
    if (!happened) return `refused to ${command}`
    // RACE: the caller may die here. The next step never comes, and no row says so.
  }
  await orders.query(`update orders set status = 'complete' where id = $1`, [orderId])
  return 'complete'
}
