import { watch } from '@lab/conductor'
import type { Exploration } from '@lab/conductor'
import { logThroughASecondPool, openDatabase } from '../src/index.ts'

export async function openWorld() {
  const [db, other] = await Promise.all([openPools(), openPools()])
  return {
    db: {
      ...db,
      /** The comparison explores two ways at a time, one of them here. */
      other,
      /** What scenes have found of two orders at once, by way: the comparison explores the rest. */
      found: new Map<string, Exploration>(),
      async [Symbol.asyncDispose]() {
        await Promise.all([db[Symbol.asyncDispose](), other[Symbol.asyncDispose]()])
      },
    },
  }
}

async function openPools() {
  const db = await openDatabase()
  return { ...db, secondPool: logThroughASecondPool(watch(db.pool({ max: 1 }))) }
}

export type Pools = Awaited<ReturnType<typeof openPools>>
export type World = Awaited<ReturnType<typeof openWorld>>
