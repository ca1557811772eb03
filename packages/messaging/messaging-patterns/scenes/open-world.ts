import { openStores } from '../src/index.ts'

/** The stores, and their servers for the first line of the demo. */
export async function openWorld() {
  const stores = await openStores()
  const { space, db } = stores
  return { space, db, stores }
}

export type World = Awaited<ReturnType<typeof openWorld>>
