import { openDatabase, takeSteps } from '../src/index.ts'
import type { Taken } from '../src/index.ts'

/** Opens a database, and takes the steps once, however many scenes ask for them. */
export async function openWorld() {
  const db = await openDatabase()
  let taken: Promise<Taken[]> | undefined
  return { db: Object.assign(db, { takeSteps: () => (taken ??= takeSteps(db)) }) }
}

export type World = Awaited<ReturnType<typeof openWorld>>
