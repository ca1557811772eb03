import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import {
  cursorAfter,
  explainPage,
  fillPosts,
  keyset,
  offset,
  spelledOutOr,
  tableRows,
} from '../src/index.ts'
import type { World } from './open-world.ts'

const depths = [0, 100, 1_000, 10_000, 90_000]

const ways = [
  {
    way: 'offset',
    readPage: offset,
    claim: 'breaks',
    text: 'It reads every row that it passes over, in the order of the index, and throws it away.',
  },
  {
    way: 'spelled-out-or',
    readPage: spelledOutOr,
    claim: 'breaks',
    text: 'The same rows as keyset. PostgreSQL 18 finds no place in the index for an or, so it becomes a filter over all rows from the top.',
  },
  {
    way: 'keyset',
    readPage: keyset,
    claim: 'holds',
    text: 'The row comparison is a place in the index: the page begins there.',
  },
] as const

export const depthScene: Scene<World> = {
  id: 'depth',
  title: 'What a page reads, by its depth',
  async play(stage, { db: { plain } }) {
    await stage.say(
      `${tableRows.toLocaleString('en-US')} posts, pages of 20, an index on (created_at desc, id desc). A buffer is a block of 8 kB.`,
    )
    await fillPosts(plain)
    const series = []
    const deepest = new Map<string, Awaited<ReturnType<typeof explainPage>>>()
    const first = new Map<string, number>()
    for (const { way, readPage } of ways) {
      const points: [number, number][] = []
      for (const depth of depths) {
        const after = way === 'offset' ? String(depth) : await cursorAfter(plain, depth)
        const page = await explainPage(plain, readPage, after)
        points.push([depth + 1, page.buffers])
        deepest.set(way, page)
      }
      first.set(way, points[0]![1])
      series.push({ name: way, points })
    }
    await stage.chart({
      title: 'Blocks read for one page of 20',
      x: { name: 'the page begins at', unit: 'row', scale: 'logarithmic' },
      y: { name: 'read', unit: 'blocks', scale: 'logarithmic' },
      series,
    })
    for (const { way, claim, text } of ways) {
      const { plan, buffers } = deepest.get(way)!
      await stage.tree(planTree(plan, { title: `${way}, after 90,000 rows` }))
      const top = first.get(way)!
      const judged = { way, promise: 'a deep page reads as little as the first one', claim, text }
      const violation = buffers > top + 2 ? `${buffers} blocks instead of ${top}` : undefined
      await judge(stage, judged, violation, { top, deep: buffers })
    }
  },
}
