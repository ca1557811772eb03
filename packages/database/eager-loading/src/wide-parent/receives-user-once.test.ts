import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { oneProlificUser, receivesUserOnce } from './receives-user-once.ts'
import { join } from '../whole-list/join.ts'
import { jsonAggregate } from '../whole-list/json-aggregate.ts'
import type { LoadUsers } from '../whole-list/loads-whole-list.ts'
import { twoQueries } from '../whole-list/two-queries.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase(oneProlificUser)
})
afterAll(() => db[Symbol.asyncDispose]())

async function measure(load: LoadUsers) {
  const { rows, bytes, copies, violation } = await receivesUserOnce(db, load)
  return { rows, received: bytes.received, copies, violation }
}

describe('join', () => {
  it('receives a user with 10 000 posts 10 000 times', async () => {
    expect(await measure(join)).toEqual({
      rows: 10_000,
      received: 10_589_051,
      copies: 10_000,
      violation: 'One user, received 10000 times',
    })
  })
})

describe('twoQueries', () => {
  it('receives the user once', async () => {
    expect(await measure(twoQueries)).toEqual({
      rows: 10_001,
      received: 450_135,
      copies: 1,
      violation: undefined,
    })
  })
})

describe('jsonAggregate', () => {
  it('receives the user once, in one row', async () => {
    expect(await measure(jsonAggregate)).toEqual({
      rows: 1,
      received: 520_051,
      copies: 1,
      violation: undefined,
    })
  })
})
