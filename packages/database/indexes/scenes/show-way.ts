import { judge } from '@lab/stage'
import type { Scene, Stage } from '@lab/stage'
import { planTree } from '@lab/stage/plan-tree'
import { sizes } from '../src/index.ts'
import type { World } from './open-world.ts'
import { ways } from './ways.ts'

export interface ShownWay {
  way: string
  promise: string
  text: string
  /** Whose plan is drawn; the only ask by default. */
  ask?: string
}

/** Shows the plan of a way in the largest table, and judges it by all that it reads. */
export async function showWay(
  stage: Stage,
  { db }: World,
  { way, promise, text, ask }: ShownWay,
): Promise<void> {
  const { readings, violation } = await db.read(way)
  const largest = readings.filter(({ orders }) => orders === sizes.at(-1))
  const drawn = largest.find((reading) => reading.ask === (ask ?? reading.ask))!
  const title = `${way}: ${drawn.ask}, of ${drawn.orders.toLocaleString('en')} orders`
  await stage.tree(planTree(drawn.plan, { title }))
  const numbers = Object.fromEntries(largest.map((reading) => [reading.ask, reading.buffers]))
  // Of the further indexes; the primary key is not counted.
  const kilobytes = drawn.indexBytes / 1024
  const judged = { way, promise, claim: ways[way]!.claim, text }
  await judge(stage, judged, violation, { ...numbers, ...(kilobytes > 0 && { kilobytes }) })
}

/** One scene that shows one way after the other. */
export function readingScene(
  id: string,
  { title, say, shown }: { title: string; say: string; shown: readonly ShownWay[] },
): Scene<World> {
  return {
    id,
    title,
    async play(stage, world) {
      await stage.say(say)
      for (const each of shown) await showWay(stage, world, each)
    },
  }
}
