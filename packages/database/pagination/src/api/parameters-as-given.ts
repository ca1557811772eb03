// Hands limit and position to the database as the client wrote them. A limit of -1 is an error of the
// server, a large one is the whole table, and a position is whatever the client makes of it.
import { keyset } from '../pages/keyset.ts'
import type { ListPosts } from './open-api.ts'

export const parametersAsGiven: ListPosts = (db) => async (request, response) => {
  const { limit = '20', after } = request.query
  response.json(await keyset(db, Number(limit), after as string | undefined))
}
