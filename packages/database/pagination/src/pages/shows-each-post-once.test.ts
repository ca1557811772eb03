import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { keyset } from './keyset.ts'
import { keysetInMilliseconds } from './keyset-in-milliseconds.ts'
import { keysetOnTime } from './keyset-on-time.ts'
import { offset } from './offset.ts'
import { offsetInOneSnapshot } from './offset-in-one-snapshot.ts'
import type { ReadPage } from './page.ts'
import { readPages, showsEachPostOnce } from './shows-each-post-once.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

const inPages = (way: ReadPage) => (pool: Database['pool']) => readPages(way, pool)

// The scenes explore every order of these, and demo.test.ts counts them. Here is one: the other client
// comes between the first page and the second.

describe.each([
  { way: offset, change: 'insert', pages: 4, violation: 'E D D C B A: D is not shown once' },
  { way: offset, change: 'delete', pages: 3, violation: 'E D B A: C is not shown once' },
  { way: keysetOnTime, change: 'insert', pages: 3, violation: 'E D B A: C is not shown once' },
  { way: keysetOnTime, change: 'delete', pages: 3, violation: 'E D B A: C is not shown once' },
  {
    way: keysetInMilliseconds,
    change: 'insert',
    pages: 3,
    violation: 'E D B A: C is not shown once',
  },
  {
    way: keysetInMilliseconds,
    change: 'delete',
    pages: 3,
    violation: 'E D B A: C is not shown once',
  },
] as const)('$way.name, $change after the first page', ({ way, change, pages, violation }) => {
  it(`shows ${violation}`, async () => {
    const race = showsEachPostOnce(db, inPages(way), change)
    const schedule = `reader×3 writer×3 reader×${(pages - 1) * 3}`
    expect(await race.replay(schedule)).toMatchObject({ violation })
  })
})

describe.each([
  { name: 'keyset', read: inPages(keyset), schedule: 'reader×3 writer×3 reader×6' },
  {
    name: 'offsetInOneSnapshot',
    read: offsetInOneSnapshot,
    schedule: 'reader×2 writer×3 reader×3',
  },
])('$name, a change after the first page', ({ read, schedule }) => {
  it.each(['insert', 'delete'] as const)('shows each post once: %s', async (change) => {
    const { moments, violation } = await showsEachPostOnce(db, read, change).replay(schedule)
    expect(violation).toBeUndefined()
    expect(moments).toContainEqual(
      expect.objectContaining({ actor: 'reader', value: ['E', 'D', 'C', 'B', 'A'] }),
    )
  })
})

describe('keyset', () => {
  it('goes on after a last post that is deleted, in all 220 orders', async () => {
    const race = showsEachPostOnce(db, inPages(keyset), 'deleteLast')
    expect(await race.holds()).toMatchObject({ schedules: 220, exhaustive: true })
  })

  it('never shows a post that moves up before the reader has reached it', async () => {
    const race = showsEachPostOnce(db, inPages(keyset), 'moveUp')
    const { shortest, ...found } = await race.explore()
    expect(found).toMatchObject({ schedules: 220, violations: 31, exhaustive: true })
    expect(shortest!.reason).toBe('E D C A: B is not shown once')
  })
})
