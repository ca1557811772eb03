import type { Pool } from 'pg'
import { nameAt } from './old-then-new.ts'

/** Asks the new shard first, as the route says. The row may pass between the two questions. */
export async function newThenOld(
  old: Pool,
  joined: Pool,
  key: string,
): Promise<string | undefined> {
  const found = await nameAt(joined, key)
  // RACE: the row is copied and deleted before the old shard is asked.
  return found ?? (await nameAt(old, key))
}
