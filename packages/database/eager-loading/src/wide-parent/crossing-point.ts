import type { Database } from '../open-database.ts'
import { join } from '../whole-list/join.ts'
import type { LoadUsers } from '../whole-list/loads-whole-list.ts'
import { twoQueries } from '../whole-list/two-queries.ts'

/** How wide a user is, and how many posts each one has. */
export interface Shape {
  bioBytes: number
  postsEach: number
}

/** The bytes that a join and two queries receive for 100 users of this shape. */
export async function bytesReceived(
  { fill, pool, counter }: Database,
  { bioBytes, postsEach }: Shape,
): Promise<{ join: number; twoQueries: number }> {
  const posts: [number, number] = [postsEach, postsEach]
  await fill({ users: 100, bioBytes, posts })
  const received = async (load: LoadUsers) =>
    (await counter.during(() => load(pool, 100))).bytes.received
  return { join: await received(join), twoQueries: await received(twoQueries) }
}

/** The fewest posts for each user from which two queries receive less than a join, if any. */
export async function crossingPoint(
  db: Database,
  bioBytes: number,
  most: number,
): Promise<number | undefined> {
  for (let postsEach = 1; postsEach <= most; postsEach += 1) {
    const received = await bytesReceived(db, { bioBytes, postsEach })
    if (received.twoQueries < received.join) return postsEach
  }
  return undefined
}
