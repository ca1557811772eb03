import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import { publishPost } from '../deliveries/converges.ts'
import type { World } from '../open-replicas.ts'
import type { LikePage } from './like-page.ts'

/** The contract: Alice likes a post beside Bob, looks at the count, and her like is in it. */
export function showsTheOwnLike({ east }: World, way: LikePage): Race {
  const { like, count, project } = way
  let seen = 0
  return conduct({
    async setup() {
      await publishPost(east.plain)
      await east.plain.query('delete from events')
      seen = 0
    },
    actors: {
      async alice() {
        await like(east.pool, 'alice')
        seen = await count(east.pool)
      },
      bob: () => like(east.pool, 'bob'),
      ...(project && { projector: () => project(east.pool) }),
    },
    async invariant() {
      // The projector comes again, after both.
      await project?.(east.plain)
      const after = await count(east.plain)
      if (after !== 2) return `2 likes, and the count ends at ${after}`
      return seen > 0 ? undefined : `Alice likes the post and sees ${seen} likes`
    },
  })
}
