import { judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import { violationOf } from '../src/index.ts'
import type { World } from './open-world.ts'

export const promise = 'the page of ten rows costs at most 200 blocks'

export const stepWays: Record<string, { claim: Claim; price: string }> = {
  'as-found': { claim: 'breaks', price: '–' },
  'fresh-statistics': { claim: 'breaks', price: 'none: autovacuum does it, a minute later' },
  'extended-statistics': { claim: 'breaks', price: 'four columns more to analyze' },
  'ten-first': { claim: 'breaks', price: 'another statement' },
  'index-on-time': { claim: 'holds', price: 'an index to write' },
  'monthly-totals': { claim: 'holds', price: 'a second write with each order, and a wait' },
  'cached-page': { claim: 'holds', price: 'a new order is missing until the refresh' },
}

/** Shows the plan after one of the steps, and judges the page. */
function stepScene(
  step: string,
  scene: { title: string; say: string; text: string },
): Scene<World> {
  return {
    id: step,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const taken = await db.takeSteps()
      const { plan, buffers, place } = taken.find((each) => each.step === step)!
      await stage.tree(planTree(plan, { title: `The plan: ${step}` }))
      const judged = { way: step, promise, claim: stepWays[step]!.claim, text: scene.text }
      await judge(stage, judged, violationOf(taken, step), { blocks: buffers, ...place })
    },
  }
}

export const stepScenes: readonly Scene<World>[] = [
  stepScene('as-found', {
    title: 'The page as it was found',
    say: 'The ten best customers of Lyon in October, with the number of all orders that they ever made. There are 10,000 customers, 2,000 of them in Lyon, and 50,000 orders. The first thing to read in a plan is where estimated and actual rows part.',
    text: '16 customers were expected in Lyon, and 2,000 found. For 16 it is right to look up the orders of each. For 2,000 it is 14,000 blocks.',
  }),
  stepScene('fresh-statistics', {
    title: 'analyze',
    say: 'The orders of October came in after the last analyze. It runs now.',
    text: 'The planner knows the month now, and nothing is gained: the wrong estimate is the one of the place. Each of four columns is true for a fifth of the customers, and a fifth of a fifth of a fifth of a fifth of 10,000 is 16.',
  }),
  stepScene('extended-statistics', {
    title: 'create statistics: every customer in Lyon is in France',
    say: 'create statistics places (dependencies) on country, region, city, language from customers. The next analyze finds out how far one column decides another.',
    text: '2,000 expected, 2,000 found. The planner reads both tables once and joins them by a hash. What is left is the count of all orders: for each of the 1,000 customers of the month, of whom ten are shown.',
  }),
  stepScene('ten-first', {
    title: 'The ten first, then their orders',
    say: 'The statement is rewritten: the subquery counts the orders of the ten customers that are on the page.',
    text: 'Ten look-ups instead of 1,000. The month’s orders are found by reading all of them.',
  }),
  stepScene('index-on-time', {
    title: 'An index',
    say: 'create index on orders (created_at).',
    text: 'Only the orders of the month are read. Made first, it would have mended the join of this page, too, and left the wrong estimate for the next statement about Lyon.',
  }),
  stepScene('monthly-totals', {
    title: 'A table of sums',
    say: 'A trigger adds each order to the sum of its customer and month. The sums have an index in the order of the page.',
    text: 'The page reads ten stored sums. Each order writes a second row, and two orders of one customer at the same time wait for each other.',
  }),
  stepScene('cached-page', {
    title: 'A stored answer',
    say: 'The page itself becomes a materialized view.',
    text: 'One block. A new order is not on the page until it is refreshed: the readers of the page have to agree to that.',
  }),
]

export const ladderScene: Scene<World> = {
  id: 'ladder',
  title: 'All steps beside each other',
  async play(stage, { db }) {
    const taken = await db.takeSteps()
    await stage.table({
      title: 'The page after each step',
      columns: ['step', 'blocks', 'expected in Lyon', 'found', 'shows a new order'],
      rows: taken.map(({ step, buffers, place, isFresh }) => [
        step,
        buffers,
        place?.expected ?? '',
        place?.found ?? '',
        isFresh ? 'at once' : 'after the refresh',
      ]),
    })
    await stage.chart({
      title: 'Blocks read for the page',
      x: { name: 'taken', unit: 'steps' },
      y: { name: 'read', unit: 'blocks', scale: 'logarithmic' },
      series: [
        {
          name: 'page',
          points: taken.map(({ buffers }, index): [number, number] => [index, buffers]),
        },
      ],
    })
    const stored = taken.at(-1)!
    await judge(
      stage,
      {
        way: 'cached-page',
        promise: 'every step shows a new order at once',
        claim: 'breaks',
        text: 'Five steps keep what the page shows. The sixth is the cheapest to read, and the only one that changes it.',
      },
      stored.isFresh ? undefined : 'the stored page does not',
      { first: taken[0]!.buffers, last: stored.buffers },
    )
  },
}
