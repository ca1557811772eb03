import type { Traffic } from '@lab/wire/statement-counter'
import type { Contents } from '../fill-tables.ts'
import type { Database } from '../open-database.ts'
import type { LoadUsers } from '../whole-list/loads-whole-list.ts'

/** One user with very many posts. */
export const oneProlificUser: Contents = {
  users: 1,
  bioBytes: 0,
  posts: [10_000, 10_000],
}

/**
 * The contract: the columns of a user are received once, however many posts there are. How often
 * follows from the bytes: the same load runs with a bio of 1000 bytes and without one. The tables
 * hold `oneProlificUser`.
 */
export async function receivesUserOnce(
  { counter, pool, plain }: Database,
  load: LoadUsers,
): Promise<Traffic & { copies: number; violation: string | undefined }> {
  await plain.query("update users set bio = ''")
  const { bytes: withoutBio } = await counter.during(() => load(pool, 1))
  await plain.query("update users set bio = repeat('b', 1000)")
  const { result: _, ...traffic } = await counter.during(() => load(pool, 1))
  const copies = (traffic.bytes.received - withoutBio.received) / 1000
  const violation = copies === 1 ? undefined : `One user, received ${copies} times`
  return { ...traffic, copies, violation }
}
