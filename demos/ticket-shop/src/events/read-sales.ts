// What an event has sold, as of one moment: seats and money come from different statements, and
// nothing that is sold in between may be in only one of them.
import { inTransaction } from '@lab/servers/in-transaction'
import { z } from 'zod'
import type { Shop } from '../shop.ts'

export const sales = z
  .object({
    seats: z.object({ sold: z.int(), held: z.int(), free: z.int() }),
    revenueCents: z.int(),
  })
  .meta({ id: 'Sales' })

export type Sales = z.infer<typeof sales>

/** Returns undefined also for another organiser's event. */
export function readSales(
  shop: Pick<Shop, 'pool' | 'ways'>,
  organiserId: string,
  eventId: string,
): Promise<Sales | undefined> {
  return inTransaction(
    shop.pool,
    async (client) => {
      await client.query('set transaction read only')
      const { rowCount } = await client.query(
        'select from events where id = $1 and organiser_id = $2',
        [eventId, organiserId],
      )
      if (rowCount === 0) return undefined
      // The event of the orders, too: else all orders of the shop are read.
      const seats = await client.query<Sales['seats']>(
        `select count(*) filter (where status = 'complete')::int as sold,
           count(*) filter (where status <> 'complete')::int as held,
           count(*) filter (where status is null)::int as free
         from seats left join orders on orders.id = order_id and orders.event_id = seats.event_id
         where seats.event_id = $1`,
        [eventId],
      )
      const revenue = await client.query<{ cents: number }>(
        `select coalesce(sum(amount_cents), 0)::float8 as cents
         from orders where event_id = $1 and status = 'complete'`,
        [eventId],
      )
      return { seats: seats.rows[0]!, revenueCents: revenue.rows[0]!.cents }
    },
    // RACE: at the default level each statement sees what was sold before it.
    { level: shop.ways.salesLevel },
  )
}
