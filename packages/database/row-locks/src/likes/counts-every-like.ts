import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

export type Like = (pool: Pool) => Promise<void>

/** The contract: the counter is the number of likes. */
export function countsEveryLike(
  { pool, plain }: Database,
  like: Like,
  fans: readonly string[],
): Race {
  return conduct({
    setup: () =>
      plain.query(
        'insert into posts (id, likes) values (1, 0) on conflict (id) do update set likes = 0',
      ),
    actors: Object.fromEntries(fans.map((fan) => [fan, () => like(pool)])),
    invariant: async () => {
      const { rows } = await plain.query('select likes from posts where id = 1')
      if (rows[0].likes === fans.length) return undefined
      return `${fans.length} likes, ${rows[0].likes} counted`
    },
  })
}
