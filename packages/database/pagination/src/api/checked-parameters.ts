// Takes a limit from 1 to 100, and a cursor that it has signed itself; everything else is the
// client's mistake, and the database is not asked.
import { keyset } from '../pages/keyset.ts'
import { readCursor, signCursor } from './cursor.ts'
import type { ListPosts } from './open-api.ts'

const largest = 100

/** @param secret Stays on the servers; with another one all cursors end. */
export const checkedParameters =
  (secret: string): ListPosts =>
  (db) =>
  async (request, response) => {
    const { limit = '20', after } = request.query
    const refuse = (error: string) => void response.status(400).json({ error })
    if (typeof limit !== 'string' || !/^\d{1,3}$/.test(limit) || +limit < 1 || +limit > largest)
      return refuse(`limit must be from 1 to ${largest}`)
    const position = typeof after === 'string' ? readCursor(after, secret) : undefined
    if (after !== undefined && position === undefined) return refuse('after must be a given cursor')
    const { posts, next } = await keyset(db, Number(limit), position)
    response.json({ posts, ...(next && { next: signCursor(next, secret) }) })
  }
