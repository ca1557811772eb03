import type { OfferedRace, Scene, ShownRace, Stage } from '@lab/stage'
import { levels } from '../src/index.ts'
import type { Anomaly, Cell, Level } from '../src/index.ts'
import type { World } from './open-world.ts'

/** Plays one order of an anomaly at a level, and closes with what all orders showed. */
export async function showCell(
  stage: Stage,
  { db }: World,
  anomaly: Anomaly,
  level: Level,
  { way, claim, play, text }: ShownRace,
): Promise<Cell> {
  // All four, so that a person can run the same order at another level.
  const offered: OfferedRace[] = []
  for (const name of levels) {
    const race = db.race(anomaly, name)
    const explore = anomaly.bounds?.[name] ?? {}
    offered.push(await stage.race({ way: anomaly.id, name, race, explore }))
  }
  const cell = await db.cell(anomaly, level)
  if (play) {
    const of = offered.find(({ name }) => name === level)!
    await stage.play(play.title, await of.race.replay(play.schedule ?? cell.simplest ?? ''), of)
  }
  await stage.verdict({
    way,
    promise: anomaly.promise,
    claim,
    observed: cell.happens > 0 ? 'breaks' : 'holds',
    text,
    numbers: {
      orders: cell.orders,
      broken: cell.happens,
      waiting: cell.waits,
      aborted: cell.aborted,
    },
  })
  return cell
}

/** One scene for an anomaly: the simplest losing order, then the next level, with a title that order there. */
export function anomalyScene(
  anomaly: Anomaly,
  broken: { level: Level; title: string; text: string },
  right: { level: Level; title?: string; text: string },
): Scene<World> {
  return {
    id: anomaly.id,
    title: `${anomaly.name} (${anomaly.code})`,
    async play(stage, world) {
      await stage.say(anomaly.story)
      const { simplest } = await showCell(stage, world, anomaly, broken.level, {
        way: broken.level.replace(' ', '-'),
        claim: 'breaks',
        play: { title: broken.title },
        text: broken.text,
      })
      await showCell(stage, world, anomaly, right.level, {
        way: right.level.replace(' ', '-'),
        claim: 'holds',
        ...(right.title && { play: { title: right.title, schedule: simplest ?? '' } }),
        text: right.text,
      })
    },
  }
}
