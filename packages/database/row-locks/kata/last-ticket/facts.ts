import { isDeepStrictEqual } from 'node:util'
import { answerOf, conduct, crashable, endingText, turn } from '@lab/conductor'
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

    'sells a ticket to a buyer whom others overtake twice': (buy, db) =>
      conduct({
        setup: () => putOnSale(db, 4),
        actors: {
          alice: () => buy(db.pool, 'alice'),
          others: async () => {
            for (let time = 0; time < 2; time++) {
              await turn('another buyer buys')
              await db.plain.query(buyUnlessLocked)
            }
          },
        },
        invariant: async ({ alice }) =>
          answerOf(alice) === 'sold'
            ? undefined
            : `4 tickets, 2 others buy one, and alice ${endingText(alice)}`,
      }),

    'answers sold out when nothing is left': async (buy, db) => {
      await putOnSale(db, 0)
      const answer = await buy(db.pool, 'alice')
      const { remaining, sold } = await count(db)
      if (remaining !== 0 || sold !== 0) return `0 tickets, ${sold} sold, ${remaining} left`
      if (answer !== 'sold out') return `0 tickets are left, and it answers "${answer}"`
      await putOnSale(db, 1)
      // One that sells nothing breaks another fact.
      await buy(db.pool, 'alice')
      const again = await buy(db.pool, 'alice')
      return again === 'sold out'
        ? undefined
        : `alice has bought the last ticket, comes again, and it answers "${again}"`
    },

    'writes the ticket and its sale together, wherever the program dies': (buy, db) =>
      [1, 0].map((tickets) =>
        conduct({
          setup: () => putOnSale(db, tickets),
          actors: { alice: crashable(() => buy(db.pool, 'alice')) },
          invariant: async () => {
            const { remaining, sold } = await count(db)
            if (remaining + sold === tickets) return undefined
            return `${tickets} on sale, ${sold} sold, ${remaining} left`
          },
        }),
      ),

    'sells ticket 1 and no other': async (buy, db) => {
      await putOnSale(db, 1)
      await db.plain.query('insert into tickets (id, remaining) values (2, 5), (10, 5)')
      await buy(db.pool, 'alice')
      await buy(db.pool, 'bob')
      const { rows } = await db.plain.query('select id, remaining from tickets where id <> 1')
      await db.plain.query('delete from sales; delete from tickets where id <> 1')
      const other = rows.find(({ remaining }) => remaining !== 5)
      return (
        other && `ticket 1 is bought, and of ticket ${other.id} ${other.remaining} of 5 are left`
      )
    },

    'writes a sale for each ticket, with its buyer': async (buy, db) => {
      await putOnSale(db, 12)
      const buyers = ['alice', 'alice', `O'Brien, "Bob"`]
      const answers: string[] = []
      for (const buyer of buyers) answers.push(await buy(db.pool, buyer))
      const refused = answers.findIndex((answer) => answer !== 'sold')
      if (refused >= 0) return `12 tickets, and ${buyers[refused]} hears "${answers[refused]}"`
      const { rows } = await db.plain.query('select ticket_id, buyer from sales order by id')
      const written = rows.map(({ ticket_id: id, buyer }) => `ticket ${id} for ${buyer}`)
      const expected = buyers.map((buyer) => `ticket 1 for ${buyer}`)
      if (!isDeepStrictEqual(written, expected))
        return `it sells ${expected.join('; ')}, and writes ${written.join('; ')}`
      const { remaining } = await count(db)
      return remaining === 9 ? undefined : `12 tickets, 3 sold, ${remaining} left`
    },
  },
})

/** One step of a buyer who does not wait for alice. */
const buyUnlessLocked = `
  with ticket as (
    update tickets set remaining = remaining - 1, version = version + 1
    where id = (select id from tickets where id = 1 for update skip locked) returning id
  )
  insert into sales (ticket_id, buyer) select id, 'another buyer' from ticket`

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
