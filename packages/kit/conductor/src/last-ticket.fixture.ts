import type { Postgres } from '@lab/servers/postgres'
import { conduct } from './conduct.ts'
import type { Race } from './conduct.ts'
import { watch } from './watch.ts'

export const lastTicketSchema = `
  create table tickets (id int primary key, remaining int not null);
  create table sales (id int generated always as identity primary key, buyer text not null);
  insert into tickets values (1, 1)`

const selects = {
  naive: 'select remaining from tickets where id = 1',
  'for update': 'select remaining from tickets where id = 1 for update',
}

/** The program of five statements that many counts are known for: buyers of the last ticket. */
export function lastTicket(
  db: Postgres,
  buyers: readonly string[],
  options: { select?: keyof typeof selects; begin?: string } = {},
): Race {
  const pool = watch(db.pool())
  const plain = db.pool()
  let left: { remaining: number; sold: number } | undefined
  const buy = async (buyer: string) => {
    const client = await pool.connect()
    try {
      await client.query(options.begin ?? 'begin')
      const { rows } = await client.query(selects[options.select ?? 'naive'])
      const { remaining } = rows[0]
      if (remaining === 0) {
        await client.query('rollback')
        return 'sold out'
      }
      await client.query('update tickets set remaining = $1 where id = 1', [remaining - 1])
      await client.query('insert into sales (buyer) values ($1)', [buyer])
      await client.query('commit')
      return 'sold'
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  return conduct({
    setup: () => plain.query('delete from sales; update tickets set remaining = 1'),
    actors: Object.fromEntries(buyers.map((buyer) => [buyer, () => buy(buyer)])),
    invariant: async () => {
      const { rows } = await plain.query<{ remaining: number; sold: number }>(
        'select remaining, (select count(*)::int from sales) as sold from tickets',
      )
      left = rows[0]
      return left!.sold <= 1 ? undefined : `sold ${left!.sold} tickets of 1`
    },
    observe: () => Promise.resolve(left),
  })
}
