import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { keyset } from '../pages/keyset.ts'
import { offset } from '../pages/offset.ts'
import type { ReadPage } from '../pages/page.ts'
import { cursorAfter, explainPage, fillPosts } from './explain-page.ts'
import { spelledOutOr } from './spelled-out-or.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
  await fillPosts(db.plain)
})
afterAll(() => db[Symbol.asyncDispose]())

const depths = [0, 1_000, 10_000, 90_000]

async function buffersOf(
  readPage: ReadPage,
  after: (depth: number) => Promise<string | undefined>,
) {
  const buffers: number[] = []
  for (const depth of depths) {
    const page = await explainPage(db.plain, readPage, await after(depth))
    expect(page.ids[0]).toBe(String(100_000 - depth))
    buffers.push(page.buffers)
  }
  return buffers
}

const cursor = (depth: number) => cursorAfter(db.plain, depth)

describe('a page after 0, 1,000, 10,000 and 90,000 rows', () => {
  it('by offset reads 4, 19, 155 and 1,369 blocks', async () => {
    expect(await buffersOf(offset, async (depth) => String(depth))).toEqual([4, 19, 155, 1_369])
  })

  it('by a row comparison reads 4 blocks', async () => {
    expect(await buffersOf(keyset, cursor)).toEqual([4, 4, 4, 4])
  })

  it('by the same comparison as an or reads as much as offset', async () => {
    expect(await buffersOf(spelledOutOr, cursor)).toEqual([4, 19, 155, 1_369])
  })
})

describe('order by created_at', () => {
  it('sorts text, without the index, when the select names a text created_at', async () => {
    const buffers = async (columns: string) => {
      const readPage: ReadPage = async (db, limit) => {
        const { rows: posts } = await db.query(
          `select id, title, ${columns} from posts order by created_at desc, id desc limit $1`,
          [limit],
        )
        return { posts, next: undefined }
      }
      return (await explainPage(db.plain, readPage, undefined)).buffers
    }
    expect(await buffers('created_at::text as time')).toBe(4)
    expect(await buffers('created_at::text')).toBe(834)
  })
})

describe('count(*)', () => {
  it('reads the whole table for one number', async () => {
    const count: ReadPage = async (db) => {
      const { rows } = await db.query('select count(*) from posts', [])
      return { posts: [{ id: rows[0].count, title: '' }], next: undefined }
    }
    expect(await explainPage(db.plain, count, undefined)).toMatchObject({
      ids: ['100000'],
      buffers: 834,
    })
  })

  it('is about what the statistics say, for one row of the catalogue', async () => {
    const { rows } = await db.plain.query(
      `select reltuples::int as rows from pg_class where oid = 'posts'::regclass`,
    )
    expect(rows).toEqual([{ rows: 100_000 }])
  })
})
