import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { refusesBadRequests } from './bad-requests.ts'
import { checkedParameters } from './checked-parameters.ts'
import { readCursor, signCursor } from './cursor.ts'
import { parametersAsGiven } from './parameters-as-given.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
  for (const title of ['A', 'B', 'C', 'D'])
    await db.plain.query('insert into posts (title) values ($1)', [title])
})
afterAll(() => db[Symbol.asyncDispose]())

describe('parametersAsGiven', () => {
  it('answers 500 or 200 to each bad request, and asks the database', async () => {
    const { refused, violation, exchange } = await refusesBadRequests(db.plain, parametersAsGiven)
    expect(refused).toBe(0)
    expect(violation).toContain('the database is asked 6 times')
    const statuses = exchange.messages
      .filter(({ kind }) => kind === 'reply')
      .map(({ text }) => text.slice(0, 3))
    expect(statuses).toEqual(['200', '200', '500', '200', '200', '500', '500', '200'])
  })
})

describe('checkedParameters', () => {
  it('reads two pages, and answers 400 to every bad request', async () => {
    const found = await refusesBadRequests(db.plain, checkedParameters('secret'))
    expect(found).toMatchObject({ requests: 6, refused: 6, violation: undefined })
  })
})

describe('a cursor', () => {
  const cursor = signCursor('2026-06-01 12:00:00+00 10', 'secret')

  it('gives its position back', () => {
    expect(readCursor(cursor, 'secret')).toBe('2026-06-01 12:00:00+00 10')
  })

  it.each([
    ['another secret', cursor, 'other'],
    [
      'another position',
      `${Buffer.from('infinity 0').toString('base64url')}.${cursor.split('.')[1]}`,
      'secret',
    ],
    ['no signature', cursor.split('.')[0]!, 'secret'],
    ['nothing', '', 'secret'],
    ['a longer signature', `${cursor}x`, 'secret'],
  ])('is refused with %s', (_, given, secret) => {
    expect(readCursor(given, secret)).toBeUndefined()
  })
})
