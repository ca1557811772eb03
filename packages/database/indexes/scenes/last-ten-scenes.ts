import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { readAfterWrites } from '../src/index.ts'
import type { World } from './open-world.ts'
import { readingScene } from './show-way.ts'
import { promise } from './ways.ts'

export const noIndexScene = readingScene('no-index', {
  title: 'The last ten orders of a customer, by the primary key alone',
  say: 'A page shows a customer the last ten orders: where customer_id = $1 order by created_at desc limit 10. It is asked for three customers: one with 20 orders, the largest with a tenth of all, and a former customer: with a tenth of all, ordered long ago. A buffer is a block of 8 kB.',
  shown: [
    {
      way: 'no-index',
      promise,
      ask: 'a usual customer',
      text: 'Rows lie where there was room, whatever the primary key is. All of them are read, for each customer.',
    },
  ],
})

export const customerThenTimeScene = readingScene('customer-then-time', {
  title: 'First the column with =, then the one that orders',
  say: 'One index on (customer_id, created_at).',
  shown: [
    {
      way: 'customer-then-time',
      promise,
      ask: 'a former customer',
      text: 'The orders of a customer lie beside each other, sorted by time. The scan begins at the last one, goes backwards and stops after ten.',
    },
  ],
})

export const otherOrdersScene = readingScene('other-indexes', {
  title: 'Three other answers, and the customer that each of them fails',
  say: 'Each of these is quick for some customer, often for the one that it is tried with.',
  shown: [
    {
      way: 'customer-alone',
      promise,
      ask: 'the largest',
      text: 'All orders of the customer are read and sorted for ten.',
    },
    {
      way: 'index-per-column',
      promise,
      ask: 'a former customer',
      text: 'The planner knows that the customer has a tenth of the orders, and assumes that they are spread over the whole time, so that the last hundred orders would hold ten of them. So the scan reads backwards through all orders that came since.',
    },
    {
      way: 'time-then-customer',
      promise,
      ask: 'a former customer',
      text: 'The index says whose order it is, so the table is read for ten rows only. But the index is read from its end up to the tenth order.',
    },
  ],
})

export const growthScene: Scene<World> = {
  id: 'growth',
  title: 'What is read as the table grows',
  async play(stage, { db }) {
    const series = []
    for (const name of [
      'no-index',
      'index-per-column',
      'time-then-customer',
      'customer-then-time',
    ]) {
      const { readings } = await db.read(name)
      const sizes = [...new Set(readings.map(({ orders }) => orders))]
      const points = sizes.map((orders): [number, number] => [
        orders,
        Math.max(
          ...readings.filter((each) => each.orders === orders).map(({ buffers }) => buffers),
        ),
      ])
      series.push({ name, points })
    }
    await stage.chart({
      title: 'Blocks read for the last ten orders, by the worst of the three customers',
      x: { name: 'table', unit: 'orders', scale: 'logarithmic' },
      y: { name: 'read', unit: 'blocks', scale: 'logarithmic' },
      series,
    })
    const { violation, readings } = await db.read('customer-then-time')
    const text =
      'With a hundred times the orders, the sequential scan reads about a hundred times the blocks. The index on (customer_id, created_at) gets at most one level deeper.'
    const judged = { way: 'customer-then-time', promise, claim: 'holds', text } as const
    const worst = Math.max(...readings.map(({ buffers }) => buffers))
    await judge(stage, judged, violation, { worst })
  },
}

export const coveringScene: Scene<World> = {
  id: 'covering',
  title: 'An index that has all the columns, and a table that was written',
  async play(stage, { db }) {
    await stage.say(
      'The table has 5,000 orders, and the index also includes id and total_cents. PostgreSQL reads the table only where it does not know that every transaction sees the row: where a page was written since the last vacuum.',
    )
    const { vacuumed, updated, vacuumedAgain } = await readAfterWrites(db)
    await stage.table({
      title: 'The last ten orders of a customer, by the index alone',
      columns: ['when', 'blocks', 'rows read from the table'],
      rows: [
        ['after vacuum', vacuumed.blocks, vacuumed.heapFetches],
        ['after an update of these orders', updated.blocks, updated.heapFetches],
        ['after another vacuum', vacuumedAgain.blocks, vacuumedAgain.heapFetches],
      ],
    })
    await judge(
      stage,
      {
        way: 'covering',
        promise: 'an index-only scan reads no row of the table',
        claim: 'breaks',
        text: 'Index-only names the plan, not what is read. A table that is written all the time is read all the time, unless vacuum keeps up.',
      },
      updated.heapFetches > 0 ? `${updated.heapFetches} rows are read from the table` : undefined,
      { vacuumed: vacuumed.blocks, updated: updated.blocks, again: vacuumedAgain.blocks },
    )
  },
}
