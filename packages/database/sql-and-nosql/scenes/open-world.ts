import { askAll, openDatabase } from '../src/index.ts'
import type { MeasuredAnswer } from '../src/index.ts'

/** Opens a database, and asks the catalogue once, however many scenes look at it. */
export async function openWorld() {
  const db = await openDatabase()
  let asked: Promise<MeasuredAnswer[]> | undefined
  return { db: Object.assign(db, { answers: () => (asked ??= askAll()) }) }
}

export type World = Awaited<ReturnType<typeof openWorld>>
