import type { Race } from '@lab/conductor'
import type { Stage } from '@lab/stage'
import { measureCell, measureMatrix, openDatabase, raceAt } from '../src/index.ts'
import type { Anomaly, Cell, Level } from '../src/index.ts'

export async function openWorld() {
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

export type World = Awaited<ReturnType<typeof openWorld>>
