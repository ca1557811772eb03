import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { endingText } from '../ending.ts'
import type { Race } from '../conduct.ts'
import { watch } from '../watch.ts'

let db: Postgres
let plain: Pool
let pool: Pool
beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key, v int)' })
  plain = db.pool()
  pool = watch(db.pool())
})
afterAll(() => db[Symbol.asyncDispose]())

const setup = () => plain.query('delete from rows; insert into rows values (1, 0)')
const add = 'update rows set v = v + 1 where id = 1'

/** Sends statements on one client, and gives it back as it is then. */
const send =
  (...statements: string[]) =>
  async () => {
    const client = await pool.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      client.release()
    }
  }

/** How the actors end, each way once, with the simplest order that leads there. */
async function endings(race: Race): Promise<string[]> {
  const { outcomes, exhaustive } = await race.explore()
  expect(exhaustive).toBe(true)
  return outcomes.map(({ endings: ends, simplest }) => {
    const texts = Object.entries(ends).map(([name, ending]) => `${name} ${endingText(ending)}`)
    return `${texts.join(', ')} (${simplest})`
  })
}

/** How an actor's part of one order ends. */
async function lastOf(race: Race, schedule: string, name: string) {
  const { moments } = await race.replay(schedule)
  const last = moments.findLast(({ actor }) => actor === name)!
  return last.type === 'failed' ? `failed ${last.code}` : last.type
}

describe('a wait that no actor ends', () => {
  it.each([
    [`set lock_timeout = '50ms'`, '55P03'],
    [`set statement_timeout = '50ms'`, '57014'],
  ])('ends after its own limit: %s', async (limit, code) => {
    const race = conduct({
      setup,
      actors: { holder: send('begin', add), asker: send(limit, 'begin', add, 'commit') },
    })
    const [, setting] = /set (\S+) = '(.*)'/.exec(limit)!
    const left = `left an open transaction and the setting ${setting} = 50`
    expect((await endings(race)).filter((line) => line.includes(code))).toEqual([
      `holder finished, left an open transaction, asker failed: ${code}, ${left} (asker holder×3 asker×3 fire(asker))`,
    ])
  })

  it('ends when the server ends the idle transaction that it waits for', async () => {
    const race = conduct({
      setup,
      actors: {
        holder: send('begin', `set local idle_in_transaction_session_timeout = '50ms'`, add),
        asker: send('begin', add, 'commit'),
      },
    })
    expect(await endings(race)).toContain(
      'holder finished, asker finished (holder×3 asker×2 fire(holder) asker)',
    )
  })

  it('ends after the time that a pool lets its users wait', async () => {
    const small = watch(db.pool({ max: 1, connectionTimeoutMillis: 700 }))
    const nested = async () => {
      const client = await small.connect()
      try {
        await small.query('select 1')
      } finally {
        client.release()
      }
    }
    expect(await endings(conduct({ actors: { alice: nested } }))).toEqual([
      'alice failed: Error (alice×2 fire(alice))',
    ])
  })

  it.each([
    [`select set_config('lock_timeout', '50ms', true)`, '55P03'],
    [`do $$ begin set local lock_timeout = '50ms'; end $$`, '55P03'],
    [`set local transaction_timeout = '400ms'`, '25P04'],
  ])('ends after a limit that its transaction has set: %s', async (limit, code) => {
    const race = conduct({
      setup,
      actors: { holder: send('begin', add), asker: send('begin', limit, add, 'commit') },
    })
    expect(await lastOf(race, 'holder×2 asker×3 fire(asker)', 'asker')).toBe(`failed ${code}`)
  })

  it('ends when the transaction that it waits for has lasted too long', async () => {
    const limit = `set local transaction_timeout = '400ms'`
    const race = conduct({
      setup,
      actors: { holder: send('begin', limit, add), asker: send('begin', add, 'commit') },
    })
    expect(await lastOf(race, 'holder×3 asker×2 fire(holder) asker', 'asker')).toBe('finished')
  })

  describe('on a machine that is slower than the limit', () => {
    /** How many of the next runs are slow. */
    let slowRuns = 0
    let runs = 0
    const slowly = 'select pg_sleep(seconds) from pace'
    const setUpSlow = async () => {
      runs++
      const seconds = slowRuns-- > 0 ? 0.2 : 0
      await plain.query(
        `create table if not exists pace (seconds float8); delete from pace; insert into pace values (${seconds})`,
      )
      await setup()
    }

    it('does not end before its turn: the order is run again', async () => {
      const asker = send(`set lock_timeout = '50ms'`, 'begin', add, 'commit')
      const holder = send('begin', add, slowly, 'commit')
      const race = conduct({ setup: setUpSlow, actors: { holder, asker } })
      ;[slowRuns, runs] = [2, 0]
      expect(await lastOf(race, 'holder×2 asker×3 holder×2 asker', 'asker')).toBe('finished')
      expect(runs).toBeGreaterThanOrEqual(3)
      const before = (await race.explore()).outcomes
      slowRuns = 8
      const after = await race.explore()
      expect(after.outcomes).toEqual(before)
      expect(after.limits).toEqual([])
    })

    it('does not lose an idle transaction before its turn', async () => {
      const limit = `set local idle_in_transaction_session_timeout = '50ms'`
      const race = conduct({
        setup: setUpSlow,
        actors: { holder: send('begin', limit, add, 'commit'), asker: send('begin', slowly) },
      })
      ;[slowRuns, runs] = [2, 0]
      expect(await lastOf(race, 'holder×3 asker×2 holder', 'holder')).toBe('finished')
      expect(runs).toBeGreaterThanOrEqual(3)
    })

    it('does not run again for limits that pass together', async () => {
      /** Keeps its client: with an open transaction it would be the next one's. */
      const keep = async (...statements: string[]) => {
        const client = await pool.connect()
        for (const statement of statements.slice(0, -1)) await client.query(statement)
        // The limit of the other one passes while this one is busy.
        const busy = () => client.query('rollback; select pg_sleep(0.05)')
        await client.query(statements.at(-1)!).catch(busy)
      }
      const limited = () => keep(`set statement_timeout = '400ms'`, 'begin', add)
      const actors = { holder: () => keep('begin', add), one: limited, two: limited }
      const race = conduct({ setup: setUpSlow, actors })
      slowRuns = 0
      // Shows that clients are kept, which is a reason to run it again.
      await race.replay('holder×2')
      runs = 0
      const { schedule, moments } = await race.replay('holder×2')
      // Ten without that; a slow machine may need a few.
      expect(runs).toBeLessThan(10)
      expect(schedule).toContain('fire(one)')
      const ended = moments.filter((each) => each.type === 'resumed')
      expect(ended.map(({ reply }) => reply)).toMatchObject([{ code: '57014' }, { code: '57014' }])
    })

    it('does not run again when a step ends the transaction that another one waits for', async () => {
      const limit = `set local transaction_timeout = '400ms'`
      const actors = { holder: send('begin', limit, add), asker: send('begin', add, 'commit') }
      const race = conduct({ setup: setUpSlow, actors })
      ;[slowRuns, runs] = [0, 0]
      expect(await lastOf(race, 'holder×3 asker×2 fire(holder) asker', 'asker')).toBe('finished')
      // Ten without that; a slow machine may need a few.
      expect(runs).toBeLessThan(10)
    })

    it('ends a statement that is itself slower than its limit', async () => {
      const hasty = send(`set statement_timeout = '50ms'`, 'begin', slowly)
      const race = conduct({ setup: setUpSlow, actors: { hasty } })
      slowRuns = Infinity
      expect(await lastOf(race, 'hasty×3', 'hasty')).toBe('failed 57014')
    })
  })

  it('lasts for ever when its limit is gone with all that its session was told', async () => {
    const asker = send(`set lock_timeout = '50ms'`, 'discard all', 'begin', add, 'commit')
    const race = conduct({ setup, actors: { holder: send('begin', add), asker } })
    expect(await lastOf(race, 'holder×2 asker×4', 'asker')).toBe('blocked')
  })

  it('is said to be no step where the client gives up and the server goes on', async () => {
    const hasty = watch(db.pool({ query_timeout: 60_000 }))
    const race = conduct({ actors: { alice: async () => void (await hasty.query('select 1')) } })
    expect((await race.explore()).limits).toEqual([
      'pg gives a query up after its query_timeout, and the server goes on with it: that is no step',
    ])
  })

  it('lasts for ever without a limit, or with one that is far away', async () => {
    const race = conduct({
      setup,
      actors: {
        holder: send('begin', add),
        asker: send('begin', `set local lock_timeout = '1h'`, add, 'commit'),
      },
    })
    expect(await endings(race)).toContain(
      `holder finished, left an open transaction, asker waits for ever for holder: ${add} (holder×2 asker×3)`,
    )
  })
})

describe('a waiting statement', () => {
  const cancel = `select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`

  it.each([
    ['by another session', cancel],
    ['by a function that another session calls', 'select stop_waiters()'],
  ])('is told to give up %s, and its error belongs to that step', async (_, statement) => {
    await plain.query(
      `create or replace function stop_waiters() returns setof boolean language sql as $$${cancel}$$`,
    )
    const race = conduct({
      setup,
      actors: {
        holder: send('begin', add, 'commit'),
        asker: send('begin', add, 'commit'),
        admin: send(statement),
      },
    })
    const { moments } = await race.replay('holder×2 asker×2 admin×2')
    const story = moments.map((moment) => `${moment.actor} ${moment.type}`)
    expect(story.slice(4, 8)).toEqual(['admin step', 'admin step', 'asker resumed', 'asker failed'])
  })

  it('that waits for a lock of its own actor says so', async () => {
    const nested = async () => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query(add)
        await pool.query(add)
      } finally {
        client.release()
      }
    }
    expect(await endings(conduct({ setup, actors: { alice: nested } }))).toEqual([
      `alice waits for ever for itself: ${add} (alice×4)`,
    ])
  })

  it('goes on when the server reorders its queue of locks to avoid a deadlock', async () => {
    const race = conduct({
      setup: () =>
        plain.query(`
          create table if not exists a (v int); create table if not exists b (v int);
          delete from a; delete from b; insert into a values (0); insert into b values (0)`),
      actors: {
        reader: send('begin', 'select v from a', 'update b set v = 1', 'commit'),
        writer: send('begin', 'update b set v = 2', 'select v from a', 'commit'),
        migration: send('begin', 'lock table a', 'commit'),
      },
    })
    const { outcomes, exhaustive } = await race.explore()
    expect(exhaustive).toBe(true)
    expect(outcomes.map(({ endings: ends }) => Object.values(ends).map(endingText))).toEqual([
      ['finished', 'finished', 'finished'],
    ])
  })

  it('ends an exploration when the next order needs the client on which it waited for ever', async () => {
    const [one, two] = [watch(await db.connect()), watch(await db.connect())]
    const lock = 'select pg_advisory_lock(1)'
    const race = conduct({
      actors: {
        one: async () => void (await one.query(lock)),
        two: async () => void (await two.query(lock)),
      },
    })
    await expect(race.explore()).rejects.toThrow(
      /^Cannot conduct (one|two): the connection of its client was cut when an actor died or waited for ever/,
    )
    await Promise.all([one.end(), two.end()])
  })
})
