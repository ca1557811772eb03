import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import { algorithmOf, algorithms, fillLarge, joinBy, sizes } from '../src/index.ts'
import type { World } from './report-scenes.ts'

export const algorithmsScene: Scene<World> = {
  id: 'algorithms',
  title: 'Nested loop, hash join, merge join',
  async play(stage, { db }) {
    await stage.say(
      'Some of 10,000 customers are joined to their five orders each, by an index on customer_id. For each line the planner may use one of the three algorithms only.',
    )
    await fillLarge(db.pool)
    const series = []
    for (const algorithm of algorithms) {
      const points: [number, number][] = []
      for (const size of sizes)
        points.push([size, (await joinBy(db.pool, size, algorithm)).buffers])
      series.push({ name: algorithm, points })
    }
    await stage.chart({
      title: 'Blocks read for the same join',
      x: { name: 'joined', unit: 'customers', scale: 'logarithmic' },
      y: { name: 'read', unit: 'blocks', scale: 'logarithmic' },
      series,
    })
    const few = await joinBy(db.pool, 10)
    const many = await joinBy(db.pool, 1_000)
    await stage.tree(planTree(few.plan, { title: 'What the planner takes for 10 customers' }))
    await stage.tree(planTree(many.plan, { title: 'What it takes for 1,000' }))
    const taken = [algorithmOf(few), algorithmOf(many)]
    await judge(
      stage,
      {
        way: 'hash-join',
        promise: 'a hash join reads the least',
        claim: 'breaks',
        text: 'A nested loop looks up each customer: seven blocks for one, seven thousand for a thousand. A hash join reads both tables once, however few rows are asked for. A merge join needs both sides in order: here the index on customer_id gives the order, and each row that it leads to costs a block.',
      },
      taken[0] === 'nested loop' && taken[1] === 'hash join'
        ? `for 10 customers a nested loop reads ${few.buffers} blocks, a hash join ${series[1]!.points[1]![1]}`
        : undefined,
      { few: few.buffers, many: many.buffers },
    )
  },
}
