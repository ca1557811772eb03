import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Database } from '../open-database.ts'
import type { LoadUsers } from '../whole-list/loads-whole-list.ts'
import type { User } from '../whole-list/user.ts'

/**
 * The contract: user 1 has a post and deletes the account while a page is loaded. The page shows
 * the user with the post, or no user at all.
 */
export function showsOneMoment({ watched, plain }: Database, load: LoadUsers): Race {
  let shown: User[] = []
  return conduct({
    setup: () =>
      plain.query(`
        delete from users;
        insert into users (id, name, bio) values (1, 'user 1', 'short');
        insert into posts (id, user_id, title) values (1, 1, 'post 1')`),
    actors: {
      page: async () => {
        shown = await load(watched, 1)
        return shown.map(({ name, posts }) => `${name}, ${posts.length} posts`).join() || 'no user'
      },
      user: async () => {
        await watched.query('delete from users where id = 1')
        return 'deleted'
      },
    },
    invariant: async () => {
      const { rows } = await plain.query('select count(*)::int as users from users')
      if (rows[0].users !== 0) return 'the account is still there'
      const wrong = shown.find(({ posts }) => posts.length !== 1)
      return wrong && `${wrong.name} has always had 1 post, and is shown with ${wrong.posts.length}`
    },
  })
}
