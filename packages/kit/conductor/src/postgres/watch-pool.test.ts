import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import pg from 'pg'
import type { Pool, PoolClient, QueryResult } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import type { Race } from '../conduct.ts'
import { answerOf, endingText } from '../ending.ts'
import { findings } from '../explore/explore-statements.fixture.ts'
import { watch } from '../watch.ts'

let db: Postgres
let plain: Pool
beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key, who text)' })
  plain = db.pool()
})
afterAll(() => db[Symbol.asyncDispose]())

const setup = () => plain.query('delete from rows')

async function endings(race: Race): Promise<string[]> {
  const { outcomes, exhaustive } = await race.explore()
  expect(exhaustive).toBe(true)
  return outcomes.map(({ endings: ends }) =>
    Object.entries(ends)
      .map(([name, ending]) => `${name} ${endingText(ending)}`)
      .join(', '),
  )
}

describe('a pool with one client', () => {
  it('gives it to either actor first', async () => {
    const one = watch(db.pool({ max: 1 }))
    const take = (who: string) => async () => {
      const text = 'insert into rows values (1, $1) on conflict do nothing'
      return (await one.query(text, [who])).rowCount === 1
    }
    const race = conduct({
      setup,
      actors: { alice: take('alice'), bob: take('bob') },
      observe: async () => (await plain.query('select who from rows')).rows[0].who,
    })
    const pruned = await race.explore()
    expect(pruned).toMatchObject({ schedules: 8, exhaustive: true })
    expect(pruned.outcomes.map(({ state }) => String(state)).toSorted()).toEqual(['alice', 'bob'])
    const all = await race.explore({ prune: false })
    expect(all.outcomes.map(({ state, schedules }) => [state, schedules])).toEqual(
      pruned.outcomes.map(({ state, schedules }) => [state, schedules]),
    )
  })

  it('is no step of an order while it has a client for everyone', async () => {
    const two = watch(db.pool({ max: 2 }))
    const ask = async () => void (await two.query('select 1'))
    const race = conduct({ actors: { alice: ask, bob: ask } })
    expect((await race.replay('alice×3 bob×3')).schedule).toBe('alice×3 bob×3')
  })
})

describe('what an actor leaves behind', () => {
  it('is gone when a run was given up, to be looked at more finely', async () => {
    const one = watch(db.pool({ max: 1 }))
    const keep = async () => {
      const client = await one.connect()
      await client.query('select 1')
    }
    // The first run learns that the pool is short of clients, and alice has kept its only one.
    const race = conduct({ actors: { alice: keep, bob: keep } })
    expect((await race.replay('alice×4 bob')).schedule).toBe('alice×4 bob')
  })

  it('is named, and gone before the next run', async () => {
    const pool = watch(db.pool({ max: 2 }))
    let kept: PoolClient
    const keep = async () => {
      kept = await pool.connect()
      await kept.query('select 1')
    }
    const race = conduct({ actors: { alice: keep, bob: keep } })
    const left = 'finished, left a client of the pool'
    expect(await endings(race)).toEqual([`alice ${left}, bob ${left}`])
    expect(await endings(race)).toEqual([`alice ${left}, bob ${left}`])
  })

  it.each([
    ['select pg_advisory_lock(7)', 'an advisory lock'],
    ['prepare p as select 1', 'the prepared statement p'],
    [`set lock_timeout = '1s'`, 'the setting lock_timeout = 1000'],
    ['listen c', 'a listener on c'],
    [`set client_min_messages = 'warning'`, 'the setting client_min_messages = warning'],
    [`set app.tenant = '7'`, 'the setting app.tenant = 7'],
    [`select set_config('app.tenant', '7', false)`, 'the setting app.tenant = 7'],
    ['set role pg_monitor', 'the setting role = pg_monitor'],
    ['set session authorization pg_monitor', 'the setting session_authorization = pg_monitor'],
    ['create temporary table t (v serial)', 'the temporary table t'],
    ['create temporary view v as select 1', 'the temporary view v'],
    ['create temporary sequence s', 'the temporary sequence s'],
    [`create function pg_temp.f() returns int return 1`, 'the temporary function f'],
    [`create type pg_temp.mood as enum ('well')`, 'the temporary type mood'],
    ['declare c cursor with hold for select 1', 'the cursor c'],
  ])('names what outlives a transaction: %s', async (statement, what) => {
    const pool = watch(db.pool())
    const race = conduct({ actors: { alice: async () => void (await pool.query(statement)) } })
    expect(await endings(race)).toEqual([`alice finished, left ${what}`])
    expect(await endings(race)).toEqual([`alice finished, left ${what}`])
  })

  it('is gone before the next run when it was a setting of the transaction only', async () => {
    const pool = watch(db.pool())
    const race = conduct({
      actors: {
        async alice() {
          const client = await pool.connect()
          const { rows } = await client.query(`select current_setting('app.tenant', true) as was`)
          await client.query('begin')
          await client.query(`set local app.tenant = '7'`)
          await client.query('commit')
          client.release()
          return rows[0].was
        },
      },
    })
    expect(await endings(race)).toEqual(['alice finished: null'])
    expect(await endings(race)).toEqual(['alice finished: null'])
  })

  it('is named as kept when it is a setting of one client that is in no pool', async () => {
    const client = watch(new pg.Client({ connectionString: db.url }))
    await client.connect()
    const pool = watch(db.pool())
    const race = conduct({
      actors: {
        async alice() {
          const { rows } = await client.query(`select current_setting('app.tenant', true) as was`)
          await client.query(`set app.tenant = '7'`)
          return rows[0].was
        },
        bob: async () => void (await pool.query('select 1')),
      },
    })
    const { outcomes, limits } = await race.explore({ prune: false })
    expect(outcomes.map(({ endings: { alice } }) => endingText(alice))).toEqual([
      'finished: "", left the setting app.tenant = 7',
    ])
    expect(limits).toEqual([
      '"app.tenant" is empty where it was not set: PostgreSQL keeps a setting of your own until the session ends, and this client is of no pool',
    ])
    await client.end()
  })

  it.each([
    'begin; set transaction isolation level serializable; commit',
    'begin; set transaction_isolation = serializable; commit',
    'begin; set transaction_read_only = on; commit',
  ])('is nothing that is about a transaction only: %s', async (text) => {
    const pool = watch(db.pool())
    const race = conduct({ actors: { alice: async () => void (await pool.query(text)) } })
    expect(await endings(race)).toEqual(['alice finished'])
  })

  it('is no number of a sequence for the next run', async () => {
    await using own = await postgres({ schema: 'create sequence numbers' })
    const [pool, ownPlain] = [watch(own.pool()), own.pool()]
    const ask = async () => {
      const client = await pool.connect()
      const last = await client.query('select lastval()').catch((error) => error.code)
      await client.query(`select nextval('numbers')`)
      const { rows } = await client.query(`select lastval()`)
      client.release()
      return [last, rows[0].lastval]
    }
    const race = conduct({
      setup: () => ownPlain.query('alter sequence numbers restart'),
      actors: { alice: ask, bob: ask },
    })
    expect((await endings(race)).toSorted()).toEqual([
      'alice finished: ["55000","1"], bob finished: ["55000","2"]',
      'alice finished: ["55000","2"], bob finished: ["55000","1"]',
    ])
  })

  it('reaches the next user of its client in some orders, and is named where it came from', async () => {
    const pool = watch(db.pool())
    const race = conduct({
      actors: {
        alice: async () => void (await pool.query(`set app.tenant = 'a'`)),
        async bob() {
          const { rows } = await pool.query(`select current_setting('app.tenant', true) as tenant`)
          return rows[0].tenant
        },
      },
    })
    const left = 'alice finished, left the setting app.tenant = a'
    expect(await endings(race)).toEqual([
      `${left}, bob finished: "a"`,
      `${left}, bob finished: null`,
    ])
    const [pruned, all] = [await race.explore(), await race.explore({ prune: false })]
    expect(findings(pruned)).toEqual(findings(all))
  })

  it('goes, and what the database sets for every session stays', async () => {
    await using own = await postgres()
    const ownPlain = own.pool()
    await ownPlain.query(`do $$ begin
      execute format('alter database %I set app.region = eu', current_database());
      execute format('alter database %I set work_mem = 1024', current_database());
    end $$`)
    const client = watch(await own.connect())
    const race = conduct({
      actors: {
        async alice() {
          await client.query(`set local app.region = 'us'; set local work_mem = '2MB'`)
          const [region, memory, look] = (await client.query(
            'show app.region; show work_mem; show deadlock_timeout',
          )) as unknown as QueryResult[]
          return [region, memory, look].map((result) => Object.values(result!.rows[0])[0])
        },
      },
    })
    expect(await endings(race)).toEqual(['alice finished: ["eu","1MB","2s"]'])
    expect(await endings(race)).toEqual(['alice finished: ["eu","1MB","2s"]'])
  })

  it('goes without another connection, where the pool sets nothing up', async () => {
    const pids = new Set<unknown>()
    const race = conduct({
      actors: {
        async alice() {
          const { rows } = await watched.query('select pg_backend_pid() as pid')
          pids.add(rows[0].pid)
          await watched.query(`set work_mem = '1MB'`)
        },
      },
    })
    const watched = watch(db.pool({ max: 1 }))
    for (let runs = 0; runs < 3; runs++) await race.replay('')
    expect([...pids]).toEqual([expect.any(Number)])
  })

  it('goes, and what its pool sets up comes back', async () => {
    const plainPool = db.pool()
    plainPool.on('connect', (client) => void client.query(`set app.region = 'eu'`))
    const pool = watch(plainPool)
    const race = conduct({
      actors: {
        async alice() {
          const client = await pool.connect()
          const { rows } = await client.query(`show app.region`)
          await client.query(`set work_mem = '1MB'`)
          client.release()
          return rows[0]['app.region']
        },
      },
    })
    const left = 'alice finished: "eu", left the setting work_mem = 1024'
    expect(await endings(race)).toEqual([left])
    expect(await endings(race)).toEqual([left])
  })

  it.each([
    ['a view', 'create view v as select pg_try_advisory_lock(8)', 'select * from v'],
    [
      'a default',
      'create table d (id int, got boolean default pg_try_advisory_lock(8))',
      'insert into d (id) values (1)',
    ],
    [
      'a domain',
      'create domain checked as int check (pg_try_advisory_lock(value) is not null)',
      'select 8::checked',
    ],
    [
      'a function that names another one in quotes',
      `create function f() returns boolean language sql as 'select "pg_try_advisory_lock"(8)'`,
      'select f()',
    ],
  ])('names a lock that is taken by %s', async (_, schema, statement) => {
    await using own = await postgres({ schema })
    const pool = watch(own.pool())
    const race = conduct({ actors: { alice: async () => void (await pool.query(statement)) } })
    expect(await endings(race)).toEqual(['alice finished, left an advisory lock'])
  })

  it('does not take a statement that pg has prepared by its name for a leftover', async () => {
    const pool = watch(db.pool())
    const named = { name: 'one', text: 'select $1::int as n' }
    const ask = async () => (await pool.query(named, [5])).rows[0].n
    const race = conduct({ actors: { alice: ask, bob: ask } })
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ endings: ends }) => Object.values(ends).map(answerOf))).toEqual([[5, 5]])
  })

  it('is nothing when a client is given back with an error, as pg advises', async () => {
    const pool = watch(db.pool())
    const add = async () => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query('insert into rows values (1)')
        await client.query('commit')
        client.release()
      } catch (error) {
        client.release(error as Error)
        throw error
      }
    }
    expect(await endings(conduct({ setup, actors: { alice: add, bob: add } }))).toEqual([
      'alice finished, bob failed: 23505',
      'alice failed: 23505, bob finished',
    ])
  })
})

function circle(): object {
  const value: Record<string, unknown> = {}
  value['own'] = value
  return value
}

describe('a value that JSON cannot write', () => {
  it.each<[string, () => unknown, string]>([
    ['a bigint', () => 5n, '5n'],
    ['a map', () => new Map([['a', 1]]), "Map(1) { 'a' => 1 }"],
    ['a value that holds itself', circle, '<ref *1> { own: [Circular *1] }'],
  ])('has a text: %s', async (_, value, text) => {
    const race = conduct({ actors: { alice: () => Promise.resolve(value()) } })
    expect(await endings(race)).toEqual([`alice finished: ${text}`])
  })

  it('is shown in a row', async () => {
    const client = watch(await db.connect())
    client.setTypeParser(20, (text) => BigInt(text))
    const race = conduct({
      actors: { alice: async () => void (await client.query('select 1::bigint as n')) },
    })
    const { moments } = await race.replay('')
    expect(moments[1]).toMatchObject({ reply: { text: 'n 1n' } })
    await client.end()
  })
})

describe('a pool that ends its idle clients', () => {
  // As when its database is dropped meanwhile.
  it('asks nothing of the conductor when their actors have ended', async () => {
    await using own = await postgres()
    const pool = watch(own.pool({ idleTimeoutMillis: 300 }))
    const heard = new Promise((resolve) => {
      pool.once('remove', () => resolve('an idle client has ended'))
      process.once('unhandledRejection', resolve)
    })
    await conduct({ actors: { alice: () => pool.query('select 1') } }).replay('alice')
    const terminate = `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and application_name = 'lab conductor'`
    expect(await own.pool({ max: 1 }).query(terminate)).toMatchObject({ rowCount: 1 })
    expect(await heard).toBe('an idle client has ended')
  })
})
