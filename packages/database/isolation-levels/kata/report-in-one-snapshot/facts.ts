import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { defineFacts } from '@lab/kata'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

type Report = (pool: Pool) => Promise<{ balances: number; spent: number }>

const twoAccounts = 'truncate accounts, expenses; insert into accounts values (1, 100), (2, 100)'

export const facts = defineFacts<Report, Database>({
  answer: 'report',
  open: openDatabase,
  facts: {
    'gives two numbers that belong together, in every order with a payment': (report, db) =>
      besideAPayment(report, db),

    'lets neither the report nor the payment wait': async (report, db) => {
      const { waits, schedules } = await besideAPayment(report, db).explore()
      return waits === 0 ? undefined : `in ${waits} of ${schedules} orders one waits for the other`
    },

    'gives numbers, and 0 when there is nothing': async (report, { pool, plain }) => {
      await plain.query(twoAccounts)
      const { balances, spent } = await report(pool)
      if (balances !== 200) return `200 are there, and the report says ${show(balances)}`
      return spent === 0 ? undefined : `nothing is spent, and the report says ${show(spent)}`
    },
  },
})

/** A report beside a payment of 50, when 200 are there. */
function besideAPayment(report: Report, { pool, plain }: Database): Race {
  let sum: number | undefined
  return conduct({
    setup: async () => {
      sum = undefined
      await plain.query(twoAccounts)
    },
    actors: {
      report: async () => {
        const { balances, spent } = await report(pool)
        sum = Number(balances) + Number(spent)
        return `${balances} and ${spent}`
      },
      payment: () =>
        inTransaction(pool, async (client) => {
          await client.query('update accounts set balance = balance - 50 where id = 1')
          await client.query('insert into expenses (amount) values (50)')
        }),
    },
    invariant: async ({ report: ending }) => {
      if (sum === undefined) return `nothing is reported (${endingText(ending)})`
      return sum === 200 ? undefined : `200 are there, and the report adds up to ${sum}`
    },
  })
}

const show = (value: unknown) => JSON.stringify(value) ?? 'undefined'
