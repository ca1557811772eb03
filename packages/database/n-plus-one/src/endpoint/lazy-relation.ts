// Lists the users and presents each of them. No query can be seen in this code.
// Costs a query for each user: `user.posts` is a lazy relation, and the presenter reads it.
import type { Express } from 'express'
import type { Queryable } from '../open-database.ts'
import { listLazyUsers } from './list-lazy-users.ts'
import type { LazyUser } from './list-lazy-users.ts'

export function lazyRelation(app: Express, db: Queryable): void {
  app.get('/users', async (_request, response) => {
    const users = await listLazyUsers(db)
    response.json(await Promise.all(users.map(present)))
  })
}

async function present(user: LazyUser) {
  const posts = await user.posts
  return { name: user.name, titles: posts.map(({ title }) => title) }
}
