import { postgres } from '@lab/servers/postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCatalog } from './catalog.ts'
import type { Catalog } from './catalog.ts'
import { commutes } from './footprint.ts'
import {
  bareStatement,
  footprintOfEnd,
  footprintOfStatement,
  kindOfStatement,
} from './statement-footprint.ts'

let catalog: Catalog

beforeAll(async () => {
  await using db = await postgres({
    schema: `
      create table parent (id int primary key, v int);
      create table child (id int generated always as identity primary key, parent_id int references parent, note text);
      create table named (name text unique);
      create table audited (id int primary key);
      create view looking as select * from parent;
      create function touch() returns trigger language plpgsql as 'begin return new; end';
      create trigger touching before insert on audited for each row execute function touch()`,
  })
  const client = await db.connect()
  catalog = await readCatalog(client)
})

const footprint = (text: string) => footprintOfStatement(bareStatement(text), catalog)

describe('footprintOfStatement', () => {
  it.each([
    ['select v from parent', [{ resource: 'parent', mode: 'read' }]],
    ['select v from parent for update', [{ resource: 'parent', mode: 'write' }]],
    ['select v from parent for no key update', [{ resource: 'parent', mode: 'update' }]],
    ["select 'parent', 1 -- parent\n /* child */", []],
    ['update parent set v = 1 where id = 1', [{ resource: 'parent', mode: 'update' }]],
    [
      'update parent set id = 2',
      [
        { resource: 'parent', mode: 'write' },
        { resource: 'child', mode: 'write' },
      ],
    ],
    ['update public.parent set v = 1', [{ resource: 'parent', mode: 'update' }]],
    [
      'delete from parent',
      [
        { resource: 'parent', mode: 'write' },
        { resource: 'child', mode: 'write' },
      ],
    ],
    [
      'insert into child (parent_id, note) values (1, $1)',
      [
        { resource: 'child', mode: 'read' },
        { resource: 'child', mode: 'append' },
        { resource: 'parent', mode: 'key' },
      ],
    ],
    ["insert into named (name) values ('x')", [{ resource: 'named', mode: 'write' }]],
    [
      'insert into child values (1)',
      [
        { resource: 'child', mode: 'write' },
        { resource: 'parent', mode: 'key' },
      ],
    ],
    ['select pg_advisory_xact_lock(1)', [{ resource: '(advisory locks)', mode: 'write' }]],
  ])('reads %j', (text, expected) => {
    expect(footprint(text)).toEqual(expected)
  })

  it.each([
    'insert into audited values (1)',
    'select * from looking',
    'select touch()',
    'select pg_sleep(1)',
    'insert into unknown_table values (1)',
  ])('does not claim to understand %j', (text) => {
    expect(footprint(text)).toBe('everything')
  })
})

describe('kindOfStatement', () => {
  it.each([
    ['BEGIN ISOLATION LEVEL SERIALIZABLE', 'begin'],
    ['commit;', 'end'],
    ['rollback to savepoint a', 'rollback-to'],
    ['savepoint a', 'neutral'],
    ['lock table parent', 'unknown'],
    ['select 1; select 2', 'unknown'],
    ["with x as (select ';') select 1", 'data'],
  ])('finds %j to be %s', (text, kind) => {
    expect(kindOfStatement(bareStatement(text))).toBe(kind)
  })
})

describe('commutes', () => {
  const read = footprintOf('read')
  const update = footprintOf('update')
  function footprintOf(mode: 'read' | 'update') {
    return [{ resource: 'parent', mode }]
  }

  it('lets a read pass an uncommitted update, not its commit', () => {
    expect(commutes(read, update)).toBe(true)
    expect(commutes(read, footprintOfEnd(update))).toBe(false)
  })

  it('orders two updates of a table, and what is not known against all but nothing', () => {
    expect(commutes(update, update)).toBe(false)
    expect(commutes('everything', read)).toBe(false)
    expect(commutes('everything', [])).toBe(true)
  })

  it('gives the same in both directions', () => {
    const modes = [
      'read',
      'append',
      'key',
      'release-key',
      'update',
      'write',
      'publish-update',
      'publish',
    ] as const
    for (const one of modes) {
      for (const other of modes) {
        const [left, right] = [one, other].map((mode) => [{ resource: 't', mode }])
        expect([one, other, commutes(left!, right!)]).toEqual([one, other, commutes(right!, left!)])
      }
    }
  })
})
