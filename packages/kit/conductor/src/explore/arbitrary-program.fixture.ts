import fc from 'fast-check'
import { arbitrarySchema } from './arbitrary-schema.fixture.ts'

// `ITEMS` stands for the table, whose name may need quotes.
const reads = [
  'select v from ITEMS where id = 1',
  'select sum(v) as v from ITEMS',
  'select array_agg(id) as v from ITEMS',
  'select v from item_sums',
  'select total() as v',
  `select '--' as v, (select v from ITEMS where id = 2) as w`,
  String.raw`select E'\'' as v, count(*) as w from children, ITEMS i where i.id = item_id`,
  'select count(*) as v from children',
  'select array_agg(id) as v from grandchildren',
  'table children',
  'select last_value as v from numbers',
]
const locks = [
  'select v from ITEMS where id = 1 for update',
  'select v from ITEMS where id = 2 for update nowait',
  'select v from ITEMS order by id limit 1 for update skip locked',
  'select v from ITEMS where id = 1 for no key update',
  'select v from ITEMS where id = 1 for share',
  'select v from ITEMS where id = 2 for key share',
  'select c.v as v from children c join ITEMS i on i.id = c.item_id for update of c',
  'lock table ITEMS',
  'lock table children in share mode',
  'lock table ITEMS in row exclusive mode',
  'select pg_advisory_xact_lock(1)',
  'select pg_try_advisory_xact_lock(1) as v',
]
const writes = [
  'update ITEMS set v = v + 1 where id = 1',
  'update ITEMS set v = v * 2 where id = 2',
  'update ITEMS set v = v + 1',
  'update ITEMS set u = 33 where id = 1',
  'update ITEMS set u = 33, v = -1 where id = 2',
  'update ITEMS set id = id + 10 where id = 2',
  'update ITEMS set v = default where id = 1',
  'update children set item_id = 2 where id = 1',
  'update children set id = 3 where id = 1',
  'update children set v = v + 1',
  'insert into ITEMS (v) values (7) returning id as v',
  'insert into ITEMS (id, v) values (3, 7)',
  'insert into ITEMS (id, u) values (4, 33)',
  'insert into ITEMS (id, v) values (3, 7) on conflict do nothing',
  'insert into ITEMS (id, v) values (1, 7) on conflict (id) do update set v = excluded.v + 1',
  'insert into ITEMS default values',
  'insert into children (id, item_id) values (3, 3)',
  'insert into children (id, item_id) values (3, 1)',
  'insert into children (id) values (3)',
  'insert into grandchildren values (2, 2)',
  `insert into log values ('a')`,
  'delete from ITEMS where id = 2',
  'delete from children where id = 1',
  'delete from grandchildren',
  'merge into ITEMS i using (values (1), (3)) as n (id) on i.id = n.id when matched then update set v = 5 when not matched then insert (id, v) values (n.id, 9)',
  'with w as (update ITEMS set v = v + 1 where id = 1 returning v) insert into log select v from w',
  'with w as (update ITEMS set v = 1 where id = 2) update children set v = 9 where id = 1',
  'truncate grandchildren',
  `select nextval('numbers') as v`,
  'select next_number() as v',
  `explain (analyze, costs off, timing off, summary off, buffers off) update counters set n = n + 1`,
]
const rare = [
  'create table made (id int)',
  'select count(*) as v from made',
  'create unique index made_index on ITEMS (v)',
  'alter table children add column extra int default 5',
  'select pg_advisory_lock(2)',
  'select pg_advisory_unlock(2)',
  'savepoint s; update children set v = 8; rollback to s',
  'set constraints all immediate',
]

const statement = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...reads) },
  { weight: 5, arbitrary: fc.constantFrom(...locks) },
  { weight: 10, arbitrary: fc.constantFrom(...writes) },
  { weight: 1, arbitrary: fc.constantFrom(...rare) },
)

const level = fc.constantFrom(
  'begin',
  'begin',
  'begin',
  'begin; set local statement_timeout = 0',
  'begin isolation level repeatable read',
  'begin isolation level serializable',
)

const transaction = (longest: number) =>
  fc.record({
    begin: level,
    body: fc.array(statement, { minLength: 1, maxLength: longest }),
    /** Before which of its statements a savepoint stands, to which an error goes back. */
    savepoint: fc.option(fc.nat(longest - 1), { freq: 3, nil: undefined }),
    end: fc.constantFrom('commit', 'commit', 'commit', 'rollback'),
  })
const alone = fc.record({
  begin: fc.constant(undefined),
  body: fc.array(statement, { minLength: 1, maxLength: 1 }),
  savepoint: fc.constant(undefined),
  end: fc.constant(undefined),
})

export type ArbitraryActor = {
  begin: string | undefined
  body: string[]
  savepoint: number | undefined
  end: string | undefined
}

/** Programs of two or three actors on generated schemas. */
export function arbitraryProgram(longest: number) {
  const actor: fc.Arbitrary<ArbitraryActor> = fc.oneof(
    { weight: 3, arbitrary: transaction(longest) },
    { weight: 1, arbitrary: alone },
  )
  const short: fc.Arbitrary<ArbitraryActor> = fc.oneof(transaction(1), alone)
  return fc.record({
    schema: arbitrarySchema,
    actors: fc.oneof(
      { weight: 8, arbitrary: fc.array(actor, { minLength: 2, maxLength: 2 }) },
      { weight: 1, arbitrary: fc.tuple(short, alone, alone) },
    ),
    crash: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
    /** How many clients the pool has; a small one makes actors wait for each other. */
    clients: fc.constantFrom(10, 10, 10, 1),
  })
}

export type ArbitraryProgram =
  ReturnType<typeof arbitraryProgram> extends fc.Arbitrary<infer T> ? T : never
