import { comparison, concept } from '@lab/stage'
import type { Claim } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { algorithmsScene } from './scenes/algorithms-scene.ts'
import { clausesScene, kindsScene } from './scenes/kinds-scenes.ts'
import {
  aggregateFirstScene,
  lateralScene,
  otherReportsScene,
  promise,
  reportWays,
  twoJoinsScene,
} from './scenes/report-scenes.ts'
import type { World } from './scenes/report-scenes.ts'
import { withoutScene } from './scenes/without-scene.ts'
import { openDatabase, reportsEachCustomer } from './src/index.ts'

const compared = comparison<World>({
  promise,
  best: 'aggregate-first',
  answer:
    'Say: "Two tables that hang on one customer multiply each other: two orders and three payments are six rows, and both sums are too large. distinct does not mend it, because equal payments are real. I add up each table by customer first, and left join the sums, with coalesce for those that have none. For customers without an order I write not exists: not in with one null finds nothing."',
  ways: async ({ db }) => {
    const rows = []
    for (const [way, { statement, claim, price }] of Object.entries(reportWays)) {
      const { rows: reported, violation } = await reportsEachCustomer(db.pool, statement)
      const observed: Claim = violation === undefined ? 'holds' : 'breaks'
      const ordered = reported.reduce((sum, row) => sum + row.ordered, 0)
      const paid = reported.reduce((sum, row) => sum + row.paid, 0)
      rows.push({
        way,
        claim,
        observed,
        counts: { customers: reported.length, ordered, paid },
        price,
      })
    }
    return rows
  },
})

export const demo = concept<World>(manifest, {
  open: async () => ({ db: await openDatabase() }),
  headline: ['two-joins', 'aggregate-first', 'ways-compared'],
  scenes: [
    twoJoinsScene,
    aggregateFirstScene,
    otherReportsScene,
    lateralScene,
    withoutScene,
    kindsScene,
    clausesScene,
    algorithmsScene,
    compared,
  ],
})
