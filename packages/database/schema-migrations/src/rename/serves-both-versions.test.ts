import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../empty-database.ts'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { addAndCopy, expandAndContract, renameAtOnce } from './plans.ts'
import { servesBothVersions } from './serves-both-versions.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const counted = async (plan: Parameters<typeof servesBothVersions>[1]) =>
  (await servesBothVersions(db, plan)).map(({ requests, failed, wrong }) => [
    requests,
    failed,
    wrong,
  ])

describe('renameAtOnce', () => {
  it('fails every request of the old version from the migration to the end of the deploy', async () => {
    expect(await counted(renameAtOnce)).toEqual([
      [5, 0, 0],
      [5, 5, 0],
      [12, 6, 0],
      [7, 0, 0],
    ])
  })
})

describe('addAndCopy', () => {
  it('fails none, and loses what the old version has written after the copy', async () => {
    expect(await counted(addAndCopy)).toEqual([
      [5, 0, 0],
      [6, 0, 0],
      [7, 0, 0],
      [18, 0, 4],
      [10, 0, 2],
      [11, 0, 2],
    ])
    const { rows } = await db.plain.query(
      'select count(*)::int as lost from customers where full_name is null',
    )
    expect(rows).toEqual([{ lost: 2 }])
  })
})

describe('expandAndContract', () => {
  it('fails none of 69 requests and gives each name as it was written last', async () => {
    expect(await counted(expandAndContract)).toEqual([
      [5, 0, 0],
      [6, 0, 0],
      [7, 0, 0],
      [8, 0, 0],
      [20, 0, 0],
      [11, 0, 0],
      [12, 0, 0],
    ])
  })
})

describe('a migration down', () => {
  it('brings a dropped column back, and not what stood in it', async () => {
    await emptyDatabase(db)
    await migrate(db.url, 'expand-and-contract')
    await migrate(db.url, 'expand-and-contract', { direction: 'down' })
    const { rows } = await db.plain.query('select name, full_name from customers order by id')
    expect(rows).toEqual([
      { name: null, full_name: 'Ada' },
      { name: null, full_name: 'Grace' },
    ])
  })
})
