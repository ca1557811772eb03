import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { numberText } from '@lab/stage/number-text'
import { planTree } from '@lab/stage/plan-tree'
import { costOfTraffic, openDatabase, readByGenericPlan, readStale } from '../src/index.ts'
import type { World } from './open-world.ts'

export const trafficScene: Scene<World> = {
  id: 'traffic',
  title: 'Which statement to mend',
  async play(stage) {
    await stage.say(
      'A minute of traffic: what each statement reads, times how often it is sent. In production pg_stat_statements keeps this; sort by total_exec_time, or by shared_blks_hit + shared_blks_read.',
    )
    await using db = await openDatabase()
    const costs = await costOfTraffic(db)
    await stage.table({
      title: 'Blocks by statement',
      columns: ['statement', 'calls', 'blocks of one', 'blocks of all'],
      rows: costs.map(({ name, calls, blocks, sum }) => [name, calls, blocks, sum]),
    })
    const [first] = costs
    const all = costs.reduce((total, { sum }) => total + sum, 0)
    const share = Math.round((100 * first!.sum) / all)
    await judge(
      stage,
      {
        way: 'most-frequent-first',
        promise: 'the statement that is sent most often costs the most',
        claim: 'breaks',
        text: 'Cost is calls times blocks. The look-up is sent a hundred times as often, and making it twice as fast would save one block in a hundred.',
      },
      first!.calls === Math.max(...costs.map(({ calls }) => calls))
        ? undefined
        : `20 calls of ${first!.name} are ${share} % of all blocks`,
      { share },
    )
  },
}

export const staleScene: Scene<World> = {
  id: 'stale',
  title: 'Statistics from before the month',
  async play(stage) {
    await stage.say(
      'The orders of October are joined to their customers. The statistics are of September: no order is later than that, as far as the planner knows.',
    )
    await using db = await openDatabase()
    const { stale, fresh } = await readStale(db)
    const join = stale.nodes.find((node) => node['Node Type'] === 'Nested Loop')
    const expected = join?.['Plan Rows'] ?? 0
    const found = join?.['Actual Rows'] ?? 0
    for (const [way, explained, claim, text, rows] of [
      [
        'stale-statistics',
        stale,
        'breaks',
        `${expected} orders were expected and ${numberText(found)} found, each of which looks its customer up.`,
        { expected, found },
      ],
      [
        'after-analyze',
        fresh,
        'holds',
        'Both tables are read once. Run analyze after a large load.',
        {},
      ],
    ] as const) {
      await stage.tree(planTree(explained.plan, { title: way }))
      const promise = 'a join reads each table at most twice'
      const { buffers } = explained
      const violation =
        buffers > 2 * 452 ? `${buffers.toLocaleString('en')} blocks are read` : undefined
      await judge(stage, { way, promise, claim, text }, violation, { blocks: buffers, ...rows })
    }
  },
}

export const genericPlanScene: Scene<World> = {
  id: 'generic-plan',
  title: 'A plan for every value',
  async play(stage) {
    await stage.say(
      'A prepared statement asks for the ten oldest orders of a status. 100 of 50,000 orders have failed, and they are the last ones. Six calls ask for shipped orders.',
    )
    await using db = await openDatabase()
    const { custom, generic } = await readByGenericPlan(db)
    await stage.tree(planTree(custom.plan, { title: 'Failed orders, by a plan for this value' }))
    await stage.tree(
      planTree(generic.plan, { title: 'Failed orders, by the plan for every value' }),
    )
    await judge(
      stage,
      {
        way: 'generic-plan',
        promise: 'a prepared statement reads at most twice what it would read with its own plan',
        claim: 'breaks',
        text: 'After five calls PostgreSQL compares the estimated cost of one plan for every value (a generic plan) with that of the five before and their planning, and keeps the generic plan if it looks cheaper. Without the value, it assumes that each of two statuses has half of the orders, and reads the orders by time until ten have failed. plan_cache_mode = force_custom_plan, or a statement that is not prepared, plans for the value.',
      },
      generic.buffers > 2 * custom.buffers
        ? `${generic.buffers} blocks instead of ${custom.buffers}`
        : undefined,
      { custom: custom.buffers, generic: generic.buffers },
    )
  },
}
