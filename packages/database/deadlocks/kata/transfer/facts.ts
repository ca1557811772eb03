import { answerOf, conduct, crashable } from '@lab/conductor'
import type { Ending } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import type { Pool } from 'pg'
import { completesEveryTransfer } from '../../src/index.ts'
import { openDatabase } from '../../src/open-database.ts'
import type { Database } from '../../src/open-database.ts'

type Transfer = (
  pool: Pool,
  from: number,
  to: number,
  amount: number,
) => Promise<'done' | 'not enough money'>

export const facts = defineFacts<Transfer, Database>({
  answer: 'transfer',
  open: openDatabase,
  facts: {
    'completes two transfers in opposite directions, in every order': (transfer, db) =>
      completesEveryTransfer(
        db,
        async (pool, from, to) => void (await transfer(pool, from, to, 10)),
      ),

    'loses no transfer: the balances are what those that were done make of them': (transfer, db) =>
      conduct({
        setup: () => setBalances(db, 100, 100),
        actors: {
          alice: () => transfer(db.pool, 1, 2, 30),
          bob: () => transfer(db.pool, 2, 1, 10),
        },
        invariant: async ({ alice, bob }) => {
          const moved = (isDone(alice) ? 30 : 0) - (isDone(bob) ? 10 : 0)
          const [one, two] = await balances(db)
          if (one === 100 - moved && two === 100 + moved) return undefined
          return `${100 - moved} and ${100 + moved} should be there, and are ${one} and ${two}`
        },
      }),

    'overdraws no account, in every order of two transfers from it': (transfer, db) =>
      [2, 3].map((to) =>
        conduct({
          setup: () => setBalances(db, 100, 0, 0),
          actors: {
            alice: () => transfer(db.pool, 1, 2, 80),
            bob: () => transfer(db.pool, 1, to, 80),
          },
          invariant: async () => {
            const [one] = await balances(db)
            return one < 0 ? `the account held 100, and is at ${one}` : undefined
          },
        }),
      ),

    'does both of two transfers from an account that holds enough': (transfer, db) =>
      conduct({
        setup: () => setBalances(db, 100, 0),
        actors: {
          alice: () => transfer(db.pool, 1, 2, 50),
          bob: () => transfer(db.pool, 1, 2, 50),
        },
        invariant: async (endings) => {
          const refused = Object.keys(endings).find(
            (name) => answerOf(endings[name]) === 'not enough money',
          )
          return refused && `100 were there for 50 and 50, and ${refused} hears "not enough money"`
        },
      }),

    'moves nothing when there is not enough': async (transfer, db) => {
      for (const [from, to] of [
        [1, 2],
        [2, 1],
      ] as const) {
        await setBalances(db, 5, 5)
        const answer = await transfer(db.pool, from, to, 10)
        const [one, two] = await balances(db)
        const told = `5 and 5 are there, 10 go from ${from} to ${to}`
        if (answer !== 'not enough money') return `${told}: it answers "${answer}"`
        if (one !== 5 || two !== 5) return `${told}: refused, and ${one} and ${two} are there now`
      }
      return undefined
    },

    'moves the amount between the two accounts, and no other': async (transfer, db) => {
      const { plain, pool } = db
      await plain.query(
        'delete from accounts; insert into accounts select generate_series(1, 12), 100',
      )
      const told: string[] = []
      for (const [from, to, amount] of [
        [9, 10, 100],
        [10, 2, 33],
        [12, 1, 7],
      ] as const) {
        const answer = await transfer(pool, from, to, amount)
        told.push(`${amount} from ${from} to ${to}`)
        if (answer !== 'done') return `100 are on each account; ${told.join(', ')}: "${answer}"`
      }
      const { rows } = await plain.query(
        'select id, balance from accounts where balance <> 100 order by id',
      )
      await plain.query('delete from accounts')
      const changed = rows.map(({ id, balance }) => `${id}: ${balance}`).join(', ')
      const expected = '1: 107, 2: 133, 9: 0, 10: 167, 12: 93'
      return changed === expected
        ? undefined
        : `100 are on each account; ${told.join(', ')}: ${expected} should be there, and are ${changed}`
    },

    'leaves no half of a transfer, wherever the program dies': (transfer, db) =>
      conduct({
        setup: () => setBalances(db, 100, 100),
        actors: { alice: crashable(() => transfer(db.pool, 1, 2, 10)) },
        invariant: async () => {
          const [one, two] = await balances(db)
          return one + two === 200 ? undefined : `200 became ${one + two}`
        },
      }),
  },
})

const isDone = (ending: Ending | undefined) => answerOf(ending) === 'done'

function setBalances({ plain }: Database, one: number, two: number, three = 0): Promise<unknown> {
  return plain.query(
    `insert into accounts values (1, ${one}), (2, ${two}), (3, ${three})
     on conflict (id) do update set balance = excluded.balance`,
  )
}

async function balances({ plain }: Database): Promise<[one: number, two: number]> {
  const { rows } = await plain.query('select balance from accounts order by id')
  return [rows[0].balance, rows[1].balance]
}
