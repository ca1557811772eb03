import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../empty-database.ts'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { endsWithAValidIndex } from './ends-with-a-valid-index.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const refused = 'could not create unique index "customers_name"'

describe('a unique index over names of which two are equal', () => {
  it.each([
    ['unique-in-a-transaction', 'none', 'migrated', 'valid'],
    ['unique-concurrently', 'invalid', 'relation "customers_name" already exists', 'invalid'],
    ['unique-if-not-exists', 'invalid', 'migrated', 'invalid'],
    ['unique-drop-first', 'invalid', 'migrated', 'valid'],
  ])('%s: fails and leaves %s, then %s, %s', async (folder, left, second, index) => {
    expect(await endsWithAValidIndex(db, folder)).toEqual({ first: refused, left, second, index })
  })
})

describe('a failed migration', () => {
  it('takes the column of the same transaction back with it', async () => {
    await emptyDatabase(db)
    await db.plain.query(`insert into customers (name) values ('Ada')`)
    await expect(migrate(db.url, 'unique-in-a-transaction')).rejects.toThrow(refused)
    const { rows } = await db.plain.query(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = 'customers' order by ordinal_position`,
    )
    expect(rows).toEqual([{ name: 'id' }, { name: 'name' }])
  })
})

describe('create index concurrently', () => {
  it('is refused inside of a transaction (25001)', async () => {
    const client = await db.connect()
    await client.query('begin')
    await expect(
      client.query('create index concurrently on customers (name)'),
    ).rejects.toMatchObject({ code: '25001' })
    await client.query('rollback')
  })

  it('leaves an index that refuses no second customer of one name', async () => {
    await endsWithAValidIndex(db, 'unique-if-not-exists')
    await expect(
      db.plain.query(`insert into customers (name) values ('Grace')`),
    ).resolves.toBeDefined()
  })
})
