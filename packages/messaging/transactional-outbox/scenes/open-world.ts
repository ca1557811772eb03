import { openShop } from '../src/index.ts'

/** The shop, and its servers for the first line of the demo. */
export async function openWorld() {
  const opened = await openShop()
  const { db, bus } = opened
  return { db, bus, opened }
}

export type World = Awaited<ReturnType<typeof openWorld>>
