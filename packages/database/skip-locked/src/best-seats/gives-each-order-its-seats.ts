import { isDeepStrictEqual } from 'node:util'
import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase } from 'pg'
import type { Database } from '../open-database.ts'

export interface WantedSeats {
  eventId: number | string
  /** The order that gets them: it is written into the seats. */
  orderId: number | string
  quantity: number
}

/**
 * One way to hold the best free seats of an event, those with the lowest ids, inside the
 * transaction of its caller; answers their ids, or none when there are not enough. The table is
 * `seats (id, event_id, order_id)`; a seat without an order is free.
 */
export type HoldSeats = (
  client: Pick<ClientBase, 'query'>,
  wanted: WantedSeats,
) => Promise<number[]>

/**
 * The contract: each buyer asks for two seats, there are two for each, and each holds the seats
 * that they were given.
 */
export function givesEachOrderItsSeats(
  { pool, plain }: Database,
  hold: HoldSeats,
  buyers: readonly string[],
): Race {
  const quantity = 2
  const given = new Map<string, number[]>()
  return conduct({
    setup: async () => {
      given.clear()
      await plain.query(`
        delete from seats;
        insert into seats (id, event_id) select generate_series(1, ${buyers.length * quantity}), 1`)
    },
    actors: Object.fromEntries(
      buyers.map((buyer) => [
        buyer,
        async () => {
          const seats = await inTransaction(pool, (client) =>
            hold(client, { eventId: 1, orderId: buyer, quantity }),
          )
          given.set(buyer, seats)
          return seats
        },
      ]),
    ),
    invariant: async (endings) => {
      const { rows } = await plain.query('select id, order_id from seats order by id')
      const heldBy = (orderId: string | null): number[] =>
        rows.filter(({ order_id }) => order_id === orderId).map(({ id }) => id)
      for (const buyer of buyers) {
        const seats = given.get(buyer)
        const held = heldBy(buyer)
        if (seats === undefined) return `${buyer} got no answer (${endingText(endings[buyer])})`
        if (!isDeepStrictEqual(seats, held)) {
          return `${buyer} was given seats ${seats.join(', ')}, and holds ${held.join(', ') || 'none'}`
        }
      }
      const hasNone = buyers.find((buyer) => given.get(buyer)!.length < quantity)
      return hasNone && `${hasNone} was told "sold out", and ${heldBy(null).length} seats are free`
    },
  })
}
