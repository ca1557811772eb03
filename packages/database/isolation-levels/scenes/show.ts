import type { Race } from '@lab/conductor'
import type { OfferedRace, Scene, ShownRace, Stage } from '@lab/stage'
import { levels, measureCell, measureMatrix, openDatabase, raceAt } from '../src/index.ts'
import type { Anomaly, Cell, Level } from '../src/index.ts'

/** Opens the demo's world. */
export async function open() {
  const db = await openDatabase()
  // Two scenes may ask for the same cell; it is measured once.
  const measured = new Map<string, Cell>()
  const cell = async (anomaly: Anomaly, level: Level) => {
    const key = `${anomaly.id} at ${level}`
    const known = measured.get(key) ?? (await measureCell(anomaly, level, db))
    measured.set(key, known)
    return known
  }
  const races = new Map<string, Race>()
  const race = (anomaly: Anomaly, level: Level) => {
    const key = `${anomaly.id} at ${level}`
    const known = races.get(key) ?? raceAt(anomaly, level, db)
    races.set(key, known)
    return known
  }
  const matrix = (stage: Stage) =>
    measureMatrix(cell, (done, total) =>
      stage.progress({ text: 'measuring the cells', done, total }),
    )
  return { db: Object.assign(db, { cell, matrix, race }) }
}

export type World = Awaited<ReturnType<typeof open>>

/** Plays one order of an anomaly at a level, and says what all orders showed. */
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

/** One scene for an anomaly: the simplest losing order, then the same order at the next level. */
export function anomalyScene(
  anomaly: Anomaly,
  broken: { level: Level; title: string; text: string },
  right: { level: Level; title: string; text: string },
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
        play: { title: right.title, schedule: simplest ?? '' },
        text: right.text,
      })
    },
  }
}
