import { postgres } from '@lab/servers/postgres'
import fc from 'fast-check'
import type { ClientBase } from 'pg'
import { expect, it } from 'vitest'
import { conduct, crashable } from '../conduct.ts'
import type { Exploration } from './explore.ts'
import { watch } from '../watch.ts'

const statements = [
  'select v from a where id = 1',
  'select sum(v) as v from a',
  'select v from b where id = 1',
  'select v from a where id = 1 for update',
  'select v from a where id = 2 for update nowait',
  'select v from a order by id limit 1 for update skip locked',
  'update a set v = v + 1 where id = 1',
  'update a set v = v * 2 where id = 2',
  'update b set v = v + 1 where id = 1',
  'insert into child (a_id) values (1)',
  'insert into a (id, v) values (3, 1) on conflict do nothing',
  'insert into a (id, v) values (3, 1)',
  'delete from a where id = 2',
  'select pg_advisory_xact_lock(1)',
]
// More and longer programs: LAB_PROOF_RUNS=40 LAB_PROOF_LENGTH=3 LAB_PROOF_SEED=1 pnpm test conductor --force
const proof = (name: string, usual: number) => Number(process.env[`LAB_PROOF_${name}`] ?? usual)
const longest = proof('LENGTH', 2)

const transaction = fc.record({
  begin: fc.constantFrom(
    undefined,
    'begin',
    'begin',
    'begin isolation level repeatable read',
    'begin isolation level serializable',
  ),
  body: fc.array(fc.constantFrom(...statements), { minLength: 1, maxLength: longest }),
  end: fc.constantFrom('commit', 'commit', 'rollback'),
})
const program = fc.record({
  actors: fc.array(transaction, { minLength: 2, maxLength: 2 }),
  crash: fc.boolean(),
})

/** The outcomes with their numbers of orders: what must not depend on pruning. */
function outcomes({ outcomes: found, schedules, waits }: Exploration) {
  return {
    schedules,
    waits,
    outcomes: found
      .map(({ endings, state, schedules: count }) => JSON.stringify([endings, state, count]))
      .toSorted(),
  }
}

it(
  'loses no outcome and counts every order, whatever the transactions',
  { timeout: 900_000 },
  async () => {
    await using db = await postgres({
      schema: `
      create table a (id int primary key, v int not null);
      create table b (id int primary key, v int not null);
      create table child (id int generated always as identity primary key, a_id int references a)`,
    })
    const plain = db.pool()
    const pool = watch(db.pool())

    const run = async (
      client: ClientBase,
      { begin, body, end }: typeof transaction extends fc.Arbitrary<infer T> ? T : never,
    ) => {
      const seen: unknown[] = []
      try {
        if (begin !== undefined) await client.query(begin)
        for (const statement of body) {
          const { rows, rowCount } = await client.query(statement)
          seen.push(statement.startsWith('select v') ? rows.map((row) => row.v) : rowCount)
        }
        if (begin !== undefined) await client.query(end)
      } catch (error) {
        seen.push((error as { code?: string }).code)
        if (begin !== undefined) await client.query('rollback')
      }
      return seen
    }

    await fc.assert(
      fc.asyncProperty(program, async ({ actors, crash }) => {
        const act = actors.map((each) => async () => {
          const client = await pool.connect()
          try {
            return await run(client, each)
          } finally {
            client.release()
          }
        })
        const race = conduct({
          setup: () =>
            plain.query(`
            delete from child; delete from a; delete from b;
            insert into a values (1, 10), (2, 20); insert into b values (1, 30)`),
          actors: { alice: act[0]!, bob: crash ? crashable(act[1]!) : act[1]! },
          observe: async () => {
            const { rows } = await plain.query(`
            select (select json_agg(a order by id) from a) as a, (select json_agg(b) from b) as b,
              (select count(*) from child) as children`)
            return rows[0]
          },
        })
        const all = await race.explore({
          prune: false,
          runs: proof('ORDERS', 120),
        })
        fc.pre(all.exhaustive)
        expect(outcomes(await race.explore())).toEqual(outcomes(all))
      }),
      {
        numRuns: proof('RUNS', 5),
        seed: proof('SEED', 18),
        endOnFailure: true,
      },
    )
  },
)
