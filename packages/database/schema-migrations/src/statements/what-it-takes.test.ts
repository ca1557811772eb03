import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { changes } from './changes.ts'
import { linted } from './linted.fixture.ts'
import { whatItTakes } from './what-it-takes.ts'
import type { Cost } from './what-it-takes.ts'

let db: Database
const costs = new Map<string, Cost>()
beforeAll(async () => {
  db = await openDatabase()
  for (const change of changes) costs.set(change.does, await whatItTakes(db.plain, change))
})
afterAll(() => db[Symbol.asyncDispose]())

const exclusive = { lock: 'access exclusive', stops: 'reads and writes' }
const catalogueOnly = { ...exclusive, rewrites: false, rowsRead: 0 }
// Once for the new file, once for the primary key.
const rewritten = { ...exclusive, rewrites: true, rowsRead: 2_000 }
const scanned = { ...exclusive, rewrites: false, rowsRead: 1_000 }
const withReadsGoingOn = { lock: 'share row exclusive', stops: 'writes', rewrites: false }
const validated = {
  lock: 'share update exclusive',
  stops: 'neither',
  rewrites: false,
  rowsRead: 1_000,
}

describe('a change of a table of 1,000 rows', () => {
  it.each([
    'a column',
    'a column, constant default',
    'a column, default now()',
    'a virtual generated column',
    'drop a column',
    'rename a column',
    'varchar(20) to varchar(40)',
    'varchar(20) to text',
    'set not null, after a valid check',
    'not null, not valid',
    'a check, not valid',
  ])('changes the catalogue only: %s', (does) => {
    expect(costs.get(does)).toEqual(catalogueOnly)
  })

  it.each([
    'a column, default gen_random_uuid()',
    'an identity column',
    'a stored generated column',
    'int to bigint',
    'text to varchar(40)',
  ])('writes each row again while others wait: %s', (does) => {
    expect(costs.get(does)).toEqual(rewritten)
  })

  it.each(['set not null', 'a check'])('reads each row while others wait: %s', (does) => {
    expect(costs.get(does)).toEqual(scanned)
  })

  it.each(['validate the check', 'validate the foreign key'])(
    'reads each row while others read and write: %s',
    (does) => {
      expect(costs.get(does)).toEqual(validated)
    },
  )

  it('keeps the lock of the first statement while the second one reads, in one transaction', async () => {
    const check =
      'alter table orders add constraint amount_there check (amount is not null) not valid'
    const sql = `${check}; alter table orders validate constraint amount_there`
    expect(await whatItTakes(db.plain, { does: 'both at once', sql })).toEqual(scanned)
  })

  it('lets others read, not write, for a foreign key and for an index', () => {
    expect(costs.get('a foreign key')).toEqual({ ...withReadsGoingOn, rowsRead: 1_000 })
    expect(costs.get('a foreign key, not valid')).toEqual({ ...withReadsGoingOn, rowsRead: 0 })
    expect(costs.get('an index')).toEqual({
      lock: 'share',
      stops: 'writes',
      rewrites: false,
      rowsRead: 1_000,
    })
  })
})

// What squawk says of locks and rewrites; its other rules are about other things.
const aboutBlocking = new Set([
  'adding-field-with-default',
  'changing-column-type',
  'adding-not-nullable-field',
  'constraint-missing-not-valid',
  'adding-foreign-key-constraint',
  'require-concurrent-index-creation',
])

describe('squawk 2.66', () => {
  it('warns of 12 of 23 changes, and 3 of these only change the catalogue', async () => {
    const warned = await linted(changes)
    const warns = ({ does }: { does: string }) =>
      warned.get(does)!.some((rule) => aboutBlocking.has(rule))
    const blocks = ({ does }: { does: string }) => {
      const { stops, rowsRead } = costs.get(does)!
      return stops !== 'neither' && rowsRead > 0
    }
    expect(changes.filter(warns)).toHaveLength(12)
    expect(changes.filter((change) => blocks(change) && !warns(change))).toEqual([])
    expect(changes.filter((change) => warns(change) && !blocks(change))).toMatchObject([
      { does: 'a virtual generated column' },
      { does: 'varchar(20) to varchar(40)' },
      { does: 'varchar(20) to text' },
    ])
  })
})
