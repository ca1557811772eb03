import type { Scene } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import { blocksOfTables, explainStatements, join, queryPerRow } from '../src/index.ts'
import type { Database } from '../src/index.ts'

// The statement after the list: each of the other 99 has the same plan.
const shownSelect = 1

export const plansScene: Scene<{ db: Database }> = {
  id: 'plans',
  title: 'No plan shows an N+1',
  async play(stage, { db: { plain } }) {
    const blocks = await blocksOfTables(plain)
    await stage.say(
      `PostgreSQL explains each statement: explain (analyze, buffers). A buffer is a block of 8 kB that was read. The two tables fill ${blocks} blocks.`,
    )
    const ways = [
      {
        way: 'query-per-row',
        claim: 'breaks',
        load: queryPerRow,
        title: 'One of the 100 selects',
        text: 'Each plan is right: an index, two blocks, the estimated rows. No plan says that it runs 100 times.',
      },
      {
        way: 'join',
        claim: 'holds',
        load: join,
        title: 'The join, for all 100 users',
        text: 'It reads both tables once, from end to end.',
      },
    ] as const
    for (const { load, title, ...judged } of ways) {
      const statements = await explainStatements(plain, load)
      const buffers = statements.reduce((sum, statement) => sum + statement.buffers, 0)
      const shown = statements[shownSelect] ?? statements[0]!
      await stage.tree(planTree(shown.plan, { title }))
      await stage.verdict({
        ...judged,
        promise: 'no block is read twice',
        observed: buffers > blocks ? 'breaks' : 'holds',
        numbers: { statements: statements.length, buffers },
      })
    }
  },
}
