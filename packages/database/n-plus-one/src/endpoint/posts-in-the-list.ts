// Says beforehand that the page needs the posts: the list comes with them, in one statement.
import type { Express } from 'express'
import type { Queryable } from '../open-database.ts'
import { jsonAggregate } from '../users-with-posts/json-aggregate.ts'
import type { User } from '../users-with-posts/user.ts'

export function postsInTheList(app: Express, db: Queryable): void {
  app.get('/users', async (_request, response) => {
    const users = await jsonAggregate(db, 100)
    response.json(users.map(present))
  })
}

function present(user: User) {
  return { name: user.name, titles: user.posts.map(({ title }) => title) }
}
