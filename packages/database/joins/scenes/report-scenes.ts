import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  aggregateFirst,
  countRows,
  innerJoin,
  lateralJoin,
  reportsEachCustomer,
  sumDistinct,
  twoJoins,
  whereOnTheRight,
} from '../src/index.ts'
import type { Database } from '../src/index.ts'

export type World = { db: Database }

export const promise = 'every customer is reported, each order and payment once'

export const reportWays: Record<string, { statement: string; claim: Claim; price: string }> = {
  'two-joins': {
    statement: twoJoins,
    claim: 'breaks',
    price: 'each order comes with each payment',
  },
  'sum-distinct': { statement: sumDistinct, claim: 'breaks', price: 'equal payments become one' },
  'inner-join': {
    statement: innerJoin,
    claim: 'breaks',
    price: 'customers without a row are gone',
  },
  'where-on-the-right': {
    statement: whereOnTheRight,
    claim: 'breaks',
    price: 'customers without a row are gone',
  },
  'count-rows': {
    statement: countRows,
    claim: 'breaks',
    price: 'a customer without an order has one',
  },
  'aggregate-first': {
    statement: aggregateFirst,
    claim: 'holds',
    price: 'a subquery for each table',
  },
  'lateral-join': {
    statement: lateralJoin,
    claim: 'holds',
    price: 'a look into each table for each customer',
  },
}

interface ShownReport {
  way: string
  text: string
}

/** Shows the report of each way as a table, and judges it. */
function reportScene(
  id: string,
  { title, say, shown }: { title: string; say: string; shown: readonly ShownReport[] },
): Scene<World> {
  return {
    id,
    title,
    async play(stage, { db }) {
      await stage.say(say)
      for (const { way, text } of shown) {
        const { statement, claim } = reportWays[way]!
        const { rows, violation } = await reportsEachCustomer(db.pool, statement)
        await stage.table({
          title: way,
          columns: ['name', 'orders', 'ordered', 'paid'],
          rows: rows.map(({ name, orders, ordered, paid }) => [name, orders, ordered, paid]),
        })
        await judge(stage, { way, promise, claim, text }, violation, { customers: rows.length })
      }
    },
  }
}

export const twoJoinsScene = reportScene('two-joins', {
  title: 'Two joins to one customer',
  say: 'Ada has two orders, 50 and 30, and three payments, 50, 20 and 10. Grace has an order of 50, and two payments of 25. Barbara has paid 5 and ordered nothing, Linus has done neither. A report joins customers, orders and payments, and adds up.',
  shown: [
    {
      way: 'two-joins',
      text: 'An order and a payment share the customer only. Each of Ada’s two orders is paired with each of her three payments: six rows, and every sum is too large.',
    },
  ],
})

export const aggregateFirstScene = reportScene('aggregate-first', {
  title: 'Add up first, then join',
  say: 'One subquery adds up the orders of each customer, another one the payments. Each gives one row for a customer, and these are joined.',
  shown: [
    {
      way: 'aggregate-first',
      text: 'One row is joined to one row, so nothing is multiplied. left join and coalesce keep the customers that have none.',
    },
  ],
})

export const otherReportsScene = reportScene('other-reports', {
  title: 'Four reports that look right',
  say: 'Each of these is right for some of the customers.',
  shown: [
    {
      way: 'sum-distinct',
      text: 'distinct counts each value once, not each row: Ada is right by luck, and the two payments of Grace are equal.',
    },
    {
      way: 'inner-join',
      text: 'An inner join keeps only customers that have both an order and a payment.',
    },
    {
      way: 'where-on-the-right',
      text: 'where total > 0 is asked after the left join, and total is null for Barbara and Linus. In on, the condition would decide which rows are joined, and all customers would stay.',
    },
    {
      way: 'count-rows',
      text: 'count(*) counts the row that the left join keeps for a customer without an order. count(orders.id) skips null.',
    },
  ],
})

export const lateralScene = reportScene('lateral-join', {
  title: 'One customer at a time',
  say: 'lateral lets a subquery in from use the columns of the tables before it.',
  shown: [
    {
      way: 'lateral-join',
      text: 'Right as well, and good for the ten customers of a page: PostgreSQL looks into both tables for each of them.',
    },
  ],
})
