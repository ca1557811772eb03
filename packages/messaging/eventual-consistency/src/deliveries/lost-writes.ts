import type { World } from '../open-replicas.ts'
import { publishPost } from './converges.ts'
import type { ReadModel } from './read-model.ts'

const writes = 10
const everyMs = 1_000

/**
 * Two editors set the title in turn, one write each second, and every event arrives in order.
 *
 * @param aheadMs How far the first editor's clock is ahead of the second one's.
 * @returns How many of the ten titles were never shown.
 */
export async function lostWrites(
  { east: { plain } }: World,
  way: ReadModel,
  aheadMs: number,
): Promise<number> {
  await publishPost(plain)
  let lost = 0
  for (let version = 1; version <= writes; version++) {
    const isFirstEditor = version % 2 === 1
    const writtenAt = version * everyMs + (isFirstEditor ? aheadMs : 0)
    const title = `title ${version}`
    await way.apply(plain, { post: 1, version, writtenAt, type: 'titled', title })
    if ((await way.read(plain, 1)).title !== title) lost++
  }
  return lost
}
