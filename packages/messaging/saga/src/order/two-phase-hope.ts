// Calls the services one after the other, and hopes.
// Breaks: whoever dies in between, or hears a no, leaves what was done before as it is.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Shop } from '../open-shop.ts'
import { effects, ownerOf } from '../services/effects.ts'

export async function twoPhaseHope({ databases }: Shop, orderId: string): Promise<string> {
  const { orders } = databases
  for (const command of ['reserve', 'charge', 'ship'] as const) {
    const happened = await inTransaction(databases[ownerOf[command]], (client) =>
      effects[command](client, orderId),
    )
    if (!happened) return `refused to ${command}`
    // RACE: the caller may die here. The next step never comes, and nobody knows.
  }
  await orders.query(`update orders set status = 'complete' where id = $1`, [orderId])
  return 'complete'
}
