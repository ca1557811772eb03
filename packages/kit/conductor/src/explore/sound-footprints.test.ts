import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findings, raceOfStatements } from './explore-statements.fixture.ts'
import type { StatementLists } from './explore-statements.fixture.ts'

let db: Postgres
beforeAll(async () => {
  db = await postgres()
})
afterAll(() => db[Symbol.asyncDispose]())

const items = {
  schema: 'create table a (id int primary key, v int)',
  reset: 'delete from a; insert into a values (1, 10), (2, 20)',
  look: 'select v from a order by id',
}

interface Case extends StatementLists {
  orders: number
  waits: number
}

// What each touches cannot be told by its spelling, or only by the server's own reading of it.
const cases: Record<string, Case> = {
  'two tables that are updated in opposite order, with each as the victim': {
    schema: 'create table a (v int); create table b (v int)',
    reset: 'delete from a; delete from b; insert into a values (10); insert into b values (1)',
    look: 'select a.v, b.v from a, b',
    actors: {
      x: ['begin', 'update a set v = v + 1', 'update b set v = v + 1', 'commit'],
      y: ['begin', 'update b set v = v * 5', 'update a set v = v * 5', 'commit'],
    },
    orders: 42,
    waits: 32,
  },
  'a waiting insert, and a reader of what it inserts then': {
    schema: 'create table d (id int primary key)',
    reset: 'delete from d',
    look: 'select id from d',
    actors: {
      x: ['insert into d values (5) on conflict do nothing'],
      y: ['begin', 'insert into d values (5)', 'commit'],
      z: ['select count(*) from d'],
    },
    orders: 1_176,
    waits: 504,
  },
  'a table whose name needs quotes': {
    schema: 'create table "User" (id int primary key, balance int)',
    reset: 'delete from "User"; insert into "User" values (1, 0)',
    look: 'select balance from "User"',
    actors: {
      x: ['select balance from "User"', 'update "User" set balance = 1'],
      y: ['update "User" set balance = 2'],
    },
    orders: 63,
    waits: 21,
  },
  'a function whose name needs quotes': {
    ...items,
    schema: `${items.schema}; create function "getTotal"() returns bigint language sql as 'select sum(v) from a'`,
    actors: { x: ['update a set v = 0 where id = 1'], y: ['select "getTotal"()'] },
    orders: 20,
    waits: 0,
  },
  'a function that is called like a column': {
    ...items,
    schema: `${items.schema}; create table one (id int); insert into one values (1);
      create function total(one) returns bigint language sql as 'select sum(v) from a'`,
    actors: { x: ['update a set v = 0 where id = 1'], y: ['select o.total from one o'] },
    orders: 20,
    waits: 0,
  },
  'dashes in a literal': {
    ...items,
    actors: {
      x: ['update a set v = 11 where id = 1'],
      y: [`select '--' as dashes, v from a where id = 1`],
    },
    orders: 20,
    waits: 0,
  },
  'a quote behind a backslash': {
    ...items,
    actors: {
      x: ['update a set v = 11 where id = 1'],
      y: [String.raw`select E'\'' as quote, (select v from a where id = 1) as v, 'z' as z`],
    },
    orders: 20,
    waits: 0,
  },
  'a second list of assignments': {
    schema:
      'create table p (id int primary key, v int); create table c (id int, p_id int references p)',
    reset: 'delete from c; delete from p; insert into p values (1, 0), (2, 0)',
    look: 'select * from c',
    actors: {
      x: [
        'begin',
        'with w as (update p set v = 1 where id = 2) update p set id = 9 where id = 1',
        'commit',
      ],
      y: ['begin', 'insert into c values (1, 1)', 'commit'],
    },
    orders: 14,
    waits: 6,
  },
  'a level that is set in the text that begins': {
    ...items,
    actors: {
      x: [
        'begin; set transaction isolation level repeatable read',
        'select 1',
        'select v from a where id = 1',
        'commit',
      ],
      y: ['update a set v = 11 where id = 1'],
    },
    orders: 56,
    waits: 0,
  },
  'an error that goes back to a savepoint': {
    ...items,
    actors: {
      x: [
        'begin',
        'update a set v = 11 where id = 1',
        'savepoint s',
        'insert into a values (2, 0)',
        'rollback to s',
        'commit',
      ],
      y: ['begin', 'update a set v = v + 1 where id = 1', 'commit'],
    },
    orders: 32,
    waits: 21,
  },
  'a key from a sequence, and the same key spelled out': {
    schema: 'create table s (id serial primary key, n text)',
    reset: 'delete from s; alter sequence s_id_seq restart',
    look: 'select * from s order by id',
    actors: {
      x: ['begin', `insert into s (n) values ('x')`, 'commit'],
      y: ['begin', `insert into s (id, n) values (1, 'y')`, 'commit'],
    },
    orders: 14,
    waits: 6,
  },
  'a unique column that is left to its default': {
    schema: 'create table d (user_id int, slot int default 1 unique)',
    reset: 'delete from d',
    look: 'select * from d',
    actors: {
      x: ['begin', 'insert into d (user_id) values (1)', 'commit'],
      y: ['begin', 'insert into d (user_id) values (2)', 'commit'],
    },
    orders: 14,
    waits: 6,
  },
  'a unique index that takes nulls for equal': {
    schema: 'create table d (who int, slot int unique nulls not distinct)',
    reset: 'delete from d',
    look: 'select who from d',
    actors: { x: ['insert into d (who) values (1)'], y: ['insert into d (who) values (2)'] },
    orders: 14,
    waits: 6,
  },
  'a default whose function writes': {
    schema: `create table counter (n int);
      create function next_no() returns int language sql as 'update counter set n = n + 1 returning n';
      create table inv (no int default next_no(), who text)`,
    reset: 'delete from counter; delete from inv; insert into counter values (0)',
    look: 'select * from inv order by no',
    actors: {
      x: ['begin', `insert into inv (who) values ('x')`, 'commit'],
      y: ['begin', `insert into inv (who) values ('y')`, 'commit'],
    },
    orders: 14,
    waits: 6,
  },
  'two inserts that no key parts, read in the order of the table': {
    schema: 'create table log (what text)',
    reset: 'truncate log',
    look: 'select what from log',
    actors: { x: [`insert into log values ('x')`], y: [`insert into log values ('y')`] },
    orders: 20,
    waits: 0,
  },
  'a row that is locked for its key, and read': {
    ...items,
    actors: {
      x: ['begin', 'update a set v = 11 where id = 1', 'commit'],
      y: ['select v from a where id = 1 for key share'],
    },
    orders: 20,
    waits: 0,
  },
  'a table lock that waits for the end of a reader': {
    ...items,
    actors: {
      x: ['begin', 'lock table a', 'update a set v = 0', 'commit'],
      y: ['begin', 'select v from a where id = 1', 'commit'],
    },
    orders: 19,
    waits: 10,
  },
  'a table that an actor makes': {
    schema: 'select 1',
    reset: 'drop table if exists made',
    look: 'select 1',
    actors: { x: ['create table made (id int)'], y: ['select count(*) from made'] },
    // A statement that fails has no commit.
    orders: 10,
    waits: 0,
  },
  'an index that an actor makes, and inserts that it refuses': {
    schema: 'create table d (v int)',
    reset: 'drop index if exists one; truncate d',
    look: 'select count(*) from d',
    actors: {
      x: ['create unique index one on d (v)'],
      y: ['begin', 'insert into d values (1)', 'insert into d values (1)', 'commit'],
    },
    orders: 19,
    waits: 10,
  },
  'a foreign key that is checked at the commit': {
    schema: `create table p (id int primary key, v int);
      create table c (id int, p_id int references p deferrable initially deferred)`,
    reset: 'delete from c; delete from p; insert into p values (1, 0)',
    look: 'select * from c',
    actors: {
      x: ['begin', 'insert into c values (1, 1)', 'commit'],
      y: ['begin', 'select v from p for update', 'commit'],
    },
    orders: 20,
    waits: 6,
  },
  'two statements of one text': {
    ...items,
    actors: {
      x: ['select v from a where id = 1; select v from a where id = 1'],
      y: ['update a set v = v + 1 where id = 1'],
    },
    orders: 35,
    waits: 0,
  },
}

describe('explore', () => {
  it.each(Object.entries(cases))(
    'tells apart every outcome of %s',
    async (_, { orders, waits, ...lists }) => {
      const race = await raceOfStatements(db, lists)
      const pruned = findings(await race.explore())
      expect(pruned).toEqual(findings(await race.explore({ prune: false })))
      expect(pruned).toMatchObject({ schedules: orders, waits, exhaustive: true })
    },
  )
})
