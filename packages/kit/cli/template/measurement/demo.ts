import { comparison, concept, judge } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import manifest from './package.json' with { type: 'json' }
import {
  castColumn,
  expressionIndex,
  halfOpenRange,
  openDatabase,
  readsOnlyItsDay,
} from './src/index.ts'
import type { CountOrders } from './src/index.ts'

const promise = 'a day reads a few blocks, however many days there are'

const ways: Record<string, { way: CountOrders; claim: Claim; price: string }> = {
  'cast-column': { way: castColumn, claim: 'breaks', price: 'every block of the table' },
  'half-open-range': { way: halfOpenRange, claim: 'holds', price: 'two comparisons to write' },
  'expression-index': {
    way: expressionIndex,
    claim: 'holds',
    price: 'a second index, written with every order',
  },
}

/** Opens a database, and measures each way once, however many scenes ask for it. */
async function open() {
  const db = await openDatabase()
  const known = new Map<string, ReturnType<typeof readsOnlyItsDay>>()
  const read = (name: string) => {
    const found = known.get(name) ?? readsOnlyItsDay(db, ways[name]!.way)
    known.set(name, found)
    return found
  }
  return { db: Object.assign(db, { read }) }
}

type World = Awaited<ReturnType<typeof open>>

/** One scene for each way: its plan in the largest table, and the blocks that it reads. */
function readingScene(
  way: string,
  scene: { title: string; say: string; text: string },
): Scene<World> {
  return {
    id: way,
    title: scene.title,
    async play(stage, { db }) {
      await stage.say(scene.say)
      const { readings, violation } = await db.read(way)
      const { plan, buffers } = readings.at(-1)!
      await stage.tree(planTree(plan, { title: 'The plan over ten years of orders' }))
      const judged = { way, promise, claim: ways[way]!.claim, text: scene.text }
      await judge(stage, judged, violation, { smallest: readings[0]!.buffers, largest: buffers })
    },
  }
}

const growthScene: Scene<World> = {
  id: 'growth',
  title: 'What is read as the table grows',
  async play(stage, { db }) {
    const names = ['cast-column', 'half-open-range']
    const series = []
    for (const name of names) {
      const { readings } = await db.read(name)
      const points = readings.map(({ days, buffers }): [number, number] => [days, buffers])
      series.push({ name, points })
    }
    await stage.chart({
      title: 'Blocks read for the eight orders of one day',
      x: { name: 'table', unit: 'days', scale: 'logarithmic' },
      y: { name: 'read', unit: 'blocks', scale: 'logarithmic' },
      series,
    })
    const { readings, violation } = await db.read('half-open-range')
    await judge(
      stage,
      {
        way: 'half-open-range',
        promise,
        claim: 'holds',
        text: 'A hundred times the days cost the cast eighty times the blocks, and the range one more.',
      },
      violation,
      { largest: readings.at(-1)!.buffers },
    )
  },
}

const compared = comparison<World>({
  promise,
  best: 'half-open-range',
  answer:
    'Say: "The index has moments, and the query compares days: a cast on the column has to be computed for every row. I leave the column alone and ask for a range, from the start of the day up to the start of the next. I count buffers, not milliseconds, because a cached table looks fast."',
  ways: async ({ db }) => {
    const rows = []
    for (const [way, { claim, price }] of Object.entries(ways)) {
      const { readings, violation } = await db.read(way)
      const observed: Claim = violation === undefined ? 'holds' : 'breaks'
      const counts = Object.fromEntries(
        readings.map(({ days, buffers }) => [`${days} days`, buffers]),
      )
      rows.push({ way, claim, observed, counts, price })
    }
    return rows
  },
})

export const demo = concept<World>(manifest, {
  open,
  headline: ['cast-column', 'half-open-range', 'ways-compared'],
  scenes: [
    readingScene('cast-column', {
      title: 'A cast on the column',
      say: 'Each day has eight orders, and created_at has an index. The report compares the day of each order.',
      text: 'The index is sorted by moment. What the cast makes of a row is known only when it has been read.',
    }),
    readingScene('half-open-range', {
      title: 'A range of moments',
      say: 'The same question: from the start of the day up to the start of the next one, which is not part of it.',
      text: 'The index leads to the first order of the day, and the others lie beside it.',
    }),
    growthScene,
    readingScene('expression-index', {
      title: 'An index on the expression',
      say: 'The statement stays as it was, and a second index stores the day of each order.',
      text: 'As quick as the range, for exactly this expression; each insert writes one index more.',
    }),
    compared,
  ],
})
