import { openDatabase, readsFewBlocks } from '../src/index.ts'
import { ways } from './ways.ts'

/** Opens a database, and reads each way once, however many scenes ask for it. */
export async function openWorld() {
  const db = await openDatabase()
  const known = new Map<string, ReturnType<typeof readsFewBlocks>>()
  const read = (name: string) => {
    const found = known.get(name) ?? readsFewBlocks(db, ways[name]!.way)
    known.set(name, found)
    return found
  }
  return { db: Object.assign(db, { read }) }
}

export type World = Awaited<ReturnType<typeof openWorld>>
