import { conduct, endingText, turn } from '@lab/conductor'
import type { Endings, Race } from '@lab/conductor'
import { busyPool, defineFacts, overtaken } from '@lab/kata'
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
    'gives two numbers that belong together, in every order with a payment': (report, db) => {
      const pools = Array.from({ length: 5 }, db.anotherPool)
      return [besideAPayment(() => report(busyPool(pools)), db), betweenPayments(report, db)]
    },

    'lets neither the report nor the payment wait': (report, db) => ({
      race: besideAPayment(report, db),
      judge: ({ waits, schedules }) =>
        waits === 0 ? undefined : `in ${waits} of ${schedules} orders one waits for the other`,
    }),

    'gives numbers, and 0 when there is nothing': async (report, { pool, plain }) => {
      await plain.query(twoAccounts)
      const { balances, spent } = await report(pool)
      if (balances !== 200) return `200 are there, and the report says ${asText(balances)}`
      if (spent !== 0) return `nothing is spent, and the report says ${asText(spent)}`
      await plain.query('truncate accounts, expenses')
      const none = await report(pool)
      return none.balances === 0 && none.spent === 0
        ? undefined
        : `there is no account, and the report says ${asText(none.balances)} and ${asText(none.spent)}`
    },

    'adds up all accounts and all expenses': async (report, { pool, plain }) => {
      await plain.query(`
        truncate accounts, expenses;
        insert into accounts select id, id * 10 - 50 from generate_series(1, 12) as id;
        insert into expenses (amount) select n % 3 from generate_series(1, 1200) as n`)
      const { balances, spent } = await report(pool)
      if (balances !== 180) return `12 accounts hold 180, and the report says ${asText(balances)}`
      return spent === 1200 ? undefined : `1200 are spent, and the report says ${asText(spent)}`
    },

    'adds up more than one int holds': async (report, { pool, plain }) => {
      await plain.query(`
        truncate accounts, expenses;
        insert into accounts select id, 2000000000 + id % 2 from generate_series(1, 3) as id;
        insert into expenses (amount) select 2000000000 + n % 3 from generate_series(1, 4) as n`)
      const { balances, spent } = await report(pool)
      if (balances !== 6_000_000_002)
        return `3 accounts hold 6000000002, it says ${asText(balances)}`
      return spent === 8_000_000_004 ? undefined : `8000000004 are spent, it says ${asText(spent)}`
    },

    'says what is there now, also when it is asked again': async (report, { pool, plain }) => {
      await plain.query(twoAccounts)
      let last = (await report(pool)).balances
      // So often that each server is asked twice.
      for (let time = 1; time <= 10; time++) {
        await plain.query('update accounts set balance = balance + 7 where id = 1')
        const { balances } = await report(pool)
        if (balances - last !== 7) return `7 more are there, it says ${last} and then ${balances}`
        last = balances
      }
      return undefined
    },
  },
})

/** A report beside a payment of 50, when 200 are there. */
function besideAPayment(report: Report, { pool, plain }: Database): Race {
  const { reports, invariant } = addsUpTo200()
  return conduct({
    setup: () => plain.query(twoAccounts),
    actors: {
      report: () => reports(report(pool)),
      payment: () =>
        inTransaction(pool, async (client) => {
          await client.query('update accounts set balance = balance - 50 where id = 1')
          await client.query('insert into expenses (amount) values (50)')
        }),
    },
    invariant,
  })
}

/** A report with a payment of 1 before each of its statements, thirty times. */
function betweenPayments(report: Report, { pool, plain }: Database): Race {
  const { reports, invariant } = addsUpTo200()
  let left = 0
  const meanwhile = async () => {
    if (left === 0) return
    left--
    await turn('a payment of 1')
    await payUnlessLocked(plain)
  }
  return conduct({
    setup: () => {
      left = 30
      return plain.query(twoAccounts)
    },
    actors: { report: () => reports(report(overtaken(pool, meanwhile))) },
    invariant,
  })
}

/** One step of a payment that does not wait for the report: that would be another fact. */
async function payUnlessLocked(plain: Pool): Promise<void> {
  const paying = inTransaction(plain, async (client) => {
    await client.query(`set local lock_timeout = '10ms'`)
    await client.query('update accounts set balance = balance - 1 where id = 1')
    await client.query('insert into expenses (amount) values (1)')
  })
  await paying.catch((error: { code?: string }) => {
    if (error.code !== '55P03') throw error
  })
}

function addsUpTo200() {
  let sum: number | undefined
  return {
    async reports(reported: ReturnType<Report>): Promise<string> {
      sum = undefined
      const { balances, spent } = await reported
      sum = Number(balances) + Number(spent)
      return `${balances} and ${spent}`
    },
    async invariant({ report }: Endings): Promise<string | undefined> {
      if (sum === undefined) return `nothing is reported (${endingText(report)})`
      return sum === 200 ? undefined : `200 are there, and the report adds up to ${sum}`
    },
  }
}

const asText = (value: unknown) => JSON.stringify(value) ?? 'undefined'
