import { openBank } from '../src/index.ts'

/** The bank, and its servers for the first line of the demo. */
export async function openWorld() {
  const opened = await openBank()
  const { db, bus } = opened
  return { db, bus, opened }
}

export type World = Awaited<ReturnType<typeof openWorld>>
