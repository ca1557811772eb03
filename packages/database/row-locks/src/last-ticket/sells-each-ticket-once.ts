import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

export type Answer = 'sold' | 'sold out' | 'busy'

/** One way to buy ticket 1, as one buyer runs it. */
export type Buy = (pool: Pool, buyer: string) => Promise<Answer>

/**
 * The contract of every way: buyers who want the last ticket at the same time leave one sale and
 * no ticket, and each of them gets an answer.
 */
export function sellsEachTicketOnce(
  { pool, plain }: Database,
  buy: Buy,
  buyers: readonly string[],
): Race {
  return conduct({
    setup: () =>
      plain.query(`
        delete from sales;
        insert into tickets (id, remaining) values (1, 1)
        on conflict (id) do update set remaining = 1, version = 1`),
    actors: Object.fromEntries(buyers.map((buyer) => [buyer, () => buy(pool, buyer)])),
    invariant: async (endings) => {
      const { rows } = await plain.query(
        'select remaining, (select count(*)::int from sales) as sold from tickets where id = 1',
      )
      const { remaining, sold } = rows[0]
      if (sold !== 1 || remaining !== 0) return `1 ticket, ${sold} sold, ${remaining} left`
      const failed = buyers.find((buyer) => endings[buyer]?.kind !== 'finished')
      return failed && `${failed} got no answer (${endingText(endings[failed])})`
    },
  })
}
