import type { World } from '../open-replicas.ts'
import { publishPost } from './converges.ts'
import type { ReadModel } from './read-model.ts'

/** Three titles are set, and the event of the second never arrives. Returns what is shown. */
export async function lostEvent({ west: { plain } }: World, way: ReadModel): Promise<string> {
  await publishPost(plain)
  for (const version of [1, 3]) {
    const title = `title ${version}`
    await way.apply(plain, { post: 1, version, writtenAt: version, type: 'titled', title })
  }
  return (await way.read(plain, 1)).title
}
