import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { batchesByKey } from './batches-by-key.ts'
import { batchesOfNull } from './batches-of-null.ts'
import { copyAtOnce } from './copy-at-once.ts'
import { whatABackfillTakes } from './what-a-backfill-takes.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

describe('a backfill of 2,000 rows', () => {
  it('copyAtOnce: locks all of them until it commits', async () => {
    expect(await whatABackfillTakes(db, copyAtOnce)).toEqual({
      transactions: 1,
      locked: 2_000,
      blocks: [],
    })
  })

  it('batchesOfNull: locks 100 at a time, and reads 4 blocks to find the first batch and 60 for the last', async () => {
    const { blocks, ...locks } = await whatABackfillTakes(db, batchesOfNull)
    expect(locks).toEqual({ transactions: 20, locked: 100 })
    expect(blocks).toEqual([
      4, 7, 10, 13, 16, 19, 22, 25, 28, 31, 34, 37, 40, 43, 46, 48, 51, 54, 57, 60,
    ])
  })

  it('batchesByKey: locks 100 at a time, and reads 5 to 7 blocks for each batch', async () => {
    const { blocks, ...locks } = await whatABackfillTakes(db, batchesByKey)
    expect(locks).toEqual({ transactions: 20, locked: 100 })
    expect(blocks).toEqual([5, 7, 6, 7, 6, 7, 6, 7, 7, 6, 7, 6, 7, 6, 7, 5, 6, 6, 7, 6])
  })
})

describe('a row that is in a batch', () => {
  it('keeps a request waiting until that batch commits, and no longer', async () => {
    const asks = await db.connect()
    await asks.query(`set lock_timeout = '50ms'`)
    const rename = (id: number) => asks.query(`update customers set name = 'x' where id = ${id}`)
    const batch = await db.connect()
    await batch.query('begin')
    await batch.query('update customers set full_name = name where id = any($1)', [[1, 2]])
    await expect(rename(1)).rejects.toMatchObject({ code: '55P03' })
    await expect(rename(3)).resolves.toMatchObject({ rowCount: 1 })
    await batch.query('commit')
    await batch.query('begin')
    await batch.query('update customers set full_name = name where id = any($1)', [[3, 4]])
    await expect(rename(1)).resolves.toMatchObject({ rowCount: 1 })
    await batch.query('rollback')
  })
})
