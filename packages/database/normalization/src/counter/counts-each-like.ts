import { conduct, endingText } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to like post 1. */
export type Like = (pool: Pool, user: string) => Promise<'liked'>

/** The contract: two users like a post at the same time, and the counter says 2, as the rows do. */
export function countsEachLike({ pool, plain }: Database, like: Like): Race {
  const users = ['ada', 'grace']
  return conduct({
    setup: () =>
      plain.query(`
        delete from likes;
        insert into posts values (1, 0) on conflict (id) do update set likes = 0`),
    actors: Object.fromEntries(users.map((user) => [user, () => like(pool, user)])),
    invariant: async (endings) => {
      const { rows } = await plain.query(
        'select likes, (select count(*)::int from likes where post_id = 1) as counted from posts',
      )
      const { likes, counted } = rows[0]
      if (likes !== counted) return `${counted} likes, and the counter says ${likes}`
      const failed = users.find((user) => endings[user]?.kind !== 'finished')
      return failed && `${failed} got no answer (${endingText(endings[failed])})`
    },
  })
}
