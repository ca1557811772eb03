import { answerOf, conduct } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Buy } from '../../src/index.ts'
import { sellsEachTicketOnce } from '../../src/index.ts'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

export const facts = defineFacts<Buy, Database>({
  answer: 'buy',
  open: openDatabase,
  facts: {
    'sells the last ticket once, in every order of two buyers': (buy, db) =>
      sellsEachTicketOnce(db, buy, ['alice', 'bob']),

    'sells both of two tickets, in every order of two buyers': (buy, db) =>
      conduct({
        setup: () => putOnSale(db, 2),
        actors: { alice: () => buy(db.pool, 'alice'), bob: () => buy(db.pool, 'bob') },
        invariant: async (endings) => {
          const refused = Object.keys(endings).find(
            (buyer) => answerOf(endings[buyer]) === 'sold out',
          )
          return refused && `there were 2 tickets, and ${refused} hears "sold out"`
        },
      }),

    'answers sold out when nothing is left': async (buy, db) => {
      await putOnSale(db, 0)
      const answer = await buy(db.pool, 'alice')
      const { remaining, sold } = await count(db)
      if (remaining !== 0 || sold !== 0) return `0 tickets, ${sold} sold, ${remaining} left`
      return answer === 'sold out' ? undefined : `0 tickets are left, and it answers "${answer}"`
    },

    'keeps the ticket when its sale cannot be written': async (buy, db) => {
      await putOnSale(db, 1)
      await db.plain.query(`alter table sales add constraint broken check (buyer <> 'nobody')`)
      await buy(db.pool, 'nobody').catch(() => {})
      await db.plain.query('alter table sales drop constraint broken')
      const { remaining, sold } = await count(db)
      return remaining + sold === 1 ? undefined : `1 ticket, ${sold} sold, ${remaining} left`
    },
  },
})

function putOnSale({ plain }: Database, tickets: number): Promise<unknown> {
  return plain.query(`
    delete from sales;
    insert into tickets (id, remaining) values (1, ${tickets})
    on conflict (id) do update set remaining = ${tickets}, version = 1`)
}

async function count({ plain }: Database): Promise<{ remaining: number; sold: number }> {
  const { rows } = await plain.query(
    'select remaining, (select count(*)::int from sales) as sold from tickets where id = 1',
  )
  return rows[0]
}
