import { isDeepStrictEqual } from 'node:util'
import { answerOf, conduct, crashable, endingText, turn } from '@lab/conductor'
import type { Endings } from '@lab/conductor'
import { busyPool, defineFacts, overtaken, whileHeld } from '@lab/kata'
import { inTransaction } from '@lab/servers/in-transaction'
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

    'sells a ticket to a buyer whom others overtake, however often': (buy, db) => {
      let left = 0
      const judge = (others: number) => async (endings: Endings) =>
        answerOf(endings.alice) === 'sold'
          ? undefined
          : `${others + 2} tickets, ${others} others buy one, and alice ${endingText(endings.alice)}`
      const overtake = async () => {
        if (left === 0) return
        left--
        await turn('another buyer buys')
        await buyUnlessLocked(db)
      }
      return [
        conduct({
          setup: () => putOnSale(db, 4),
          actors: {
            alice: () => buy(db.pool, 'alice'),
            others: async () => {
              for (let time = 0; time < 2; time++) {
                await turn('another buyer buys')
                await buyUnlessLocked(db)
              }
            },
          },
          invariant: judge(2),
        }),
        conduct({
          setup: () => {
            left = 30
            return putOnSale(db, 32)
          },
          actors: { alice: () => buy(overtaken(db.pool, overtake), 'alice') },
          invariant: judge(30),
        }),
      ]
    },

    'sells a ticket to a buyer who has waited for long': async (buy, db) => {
      await putOnSale(db, 1)
      // As a migration does. What skips a locked row waits for this, too.
      const table = 'lock table tickets in exclusive mode'
      const answer = await whileHeld(db.plain, table, () => buy(db.pool, 'alice'))
      return answer === 'sold'
        ? undefined
        : `a migration has the table for a moment, and one ticket is left: alice hears "${answer}"`
    },

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

    'writes the ticket and its sale together, wherever the program dies': (buy, db) => {
      const pools = Array.from({ length: 5 }, db.anotherPool)
      return [1, 0].map((tickets) =>
        conduct({
          setup: () => putOnSale(db, tickets),
          actors: { alice: crashable(() => buy(busyPool(pools), 'alice')) },
          invariant: async () => {
            const { remaining, sold } = await count(db)
            if (remaining + sold === tickets) return undefined
            return `${tickets} on sale, ${sold} sold, ${remaining} left`
          },
        }),
      )
    },

    'sells ticket 1 and no other': async (buy, db) => {
      await putOnSale(db, 1)
      await db.plain.query('insert into tickets (id, remaining) values (0, 5), (2, 5), (10, 5)')
      const answers = [await buy(db.pool, 'alice'), await buy(db.pool, 'bob')].join(' and ')
      const { rows } = await db.plain.query('select id, remaining from tickets order by id')
      const { rows: sales } = await db.plain.query('select ticket_id from sales')
      await db.plain.query('delete from sales; delete from tickets where id <> 1')
      const left = rows.map(({ id, remaining }) => `${remaining} of ${id}`).join(', ')
      const sold = sales.map(({ ticket_id: id }) => `ticket ${id}`).join(', ') || 'none'
      return left === '5 of 0, 0 of 1, 5 of 2, 5 of 10' && sold === 'ticket 1'
        ? undefined
        : `of ticket 1 there is one, of 0, 2 and 10 there are 5: alice and bob hear ${answers}, the sales are of ${sold}, and left are ${left}`
    },

    'writes a sale for each ticket, with its buyer': async (buy, db) => {
      await putOnSale(db, 12)
      const buyers = ['alice', 'alice', `O'Brien, 'Bob' "\\$1"; `]
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
async function buyUnlessLocked({ plain }: Database): Promise<void> {
  const buying = inTransaction(plain, async (client) => {
    await client.query(`set local lock_timeout = '10ms'`)
    await client.query(`
      with ticket as (
        update tickets set remaining = remaining - 1, version = version + 1
        where id = (select id from tickets where id = 1 for update skip locked) returning id
      )
      insert into sales (ticket_id, buyer) select id, 'another buyer' from ticket`)
  })
  await buying.catch((error: { code?: string }) => {
    if (error.code !== '55P03') throw error
  })
}

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
