// Loads the posts together with the users, in one statement, because the page needs both.
// Costs the list its innocence: its query knows what the page shows.
import type { Express } from 'express'
import type { Queryable } from '../open-database.ts'
import { join } from '../users-with-posts/join.ts'
import type { User } from '../users-with-posts/user.ts'

export function postsInTheList(app: Express, db: Queryable): void {
  app.get('/users', async (_request, response) => {
    const users = await join(db, 100)
    response.json(users.map(present))
  })
}

function present(user: User) {
  return { name: user.name, titles: user.posts.map(({ title }) => title) }
}
