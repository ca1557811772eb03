import { setTimeout } from 'node:timers/promises'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import pg, { Query } from 'pg'
import type { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { conduct } from '../conduct.ts'
import { crashable } from '../program.ts'
import { answerOf, endingText } from '../ending.ts'
import type { Exploration } from '../explore/explore.ts'
import type { Moment } from '../timeline.ts'
import { watch } from '../watch.ts'

let db: Postgres
let plain: Pool
let pool: Pool

beforeAll(async () => {
  db = await postgres({ schema: 'create table rows (id int primary key, v int not null)' })
  plain = db.pool()
  pool = watch(db.pool())
})
beforeEach(() => reset())
afterAll(() => db[Symbol.asyncDispose]())

const reset = () => plain.query('delete from rows; insert into rows values (1, 0), (2, 0), (3, 0)')

const transaction = (...statements: string[]) => transactionOn(pool, ...statements)

async function transactionOn(on: Pool, ...statements: string[]): Promise<void> {
  const client = await on.connect()
  try {
    await client.query('begin')
    for (const statement of statements) await client.query(statement)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function poolAt(connectionString: string) {
  const opened = watch(new pg.Pool({ connectionString }))
  return { pool: opened, [Symbol.asyncDispose]: () => opened.end() }
}

/** Its connection takes longer to open, and each of its answers to come. */
function slowDown(client: pg.Client): void {
  type Call = (...given: unknown[]) => unknown
  const [connect, query] = [client.connect.bind(client), client.query.bind(client)] as Call[]
  client.connect = ((...given: unknown[]) =>
    void setTimeout(300).then(() => connect!(...given))) as typeof client.connect
  client.query = ((...given: unknown[]) =>
    setTimeout(20).then(() => query!(...given))) as typeof client.query
}

const add = (id: number) => `update rows set v = v + 1 where id = ${id}`

function endings({ outcomes }: Exploration) {
  return outcomes.map((outcome) =>
    Object.fromEntries(
      Object.entries(outcome.endings).map(([name, ending]) => [name, endingText(ending)]),
    ),
  )
}

/** A run as text, one line a moment. */
function story(moments: readonly Moment[]): string[] {
  return moments.map((moment) => {
    if (moment.type === 'blocked')
      return `${moment.actor} waits for ${moment.by.join()}: ${moment.statement}`
    if (moment.type === 'step' || moment.type === 'resumed') {
      const { reply } = moment
      const goesOn = moment.type === 'resumed' ? ' goes on' : ''
      return `${moment.actor}${goesOn}: ${moment.statement} → ${reply.outcome === 'ok' ? reply.text : reply.code}`
    }
    return `${moment.actor} ${moment.type}`
  })
}

describe('watch', () => {
  it('leaves a client an ordinary client outside a conducted run', async () => {
    const client = watch(await db.connect())
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    const row = await new Promise((resolve, reject) => {
      client.query('select $1::int as given', [2], (error, result) =>
        error ? reject(error) : resolve(result.rows[0]),
      )
    })
    expect(row).toEqual({ given: 2 })
    await client.end()
  })

  it('makes a Client, a Pool and callbacks take turns', async () => {
    const client = watch(await db.connect())
    const race = conduct({
      actors: {
        client: async () => (await client.query('select $1::int as a', [1])).rows,
        pool: async () => (await pool.query('select 2 as b')).rows,
        callback: () =>
          new Promise((resolve) => {
            pool.query('select 3 as c', (_, result) => resolve(result.rows))
          }),
      },
    })
    const { moments } = await race.replay('callback×3 pool×3 client×3')
    expect(story(moments).filter((line) => !line.includes('implicit'))).toEqual([
      'callback: select 3 as c → c 3',
      'callback finished',
      'pool: select 2 as b → b 2',
      'pool finished',
      'client: select 1::int as a → a 1',
      'client finished',
    ])
    // Nine steps in three threes: 9! / (3! 3! 3!).
    expect((await race.explore()).schedules).toBe(1_680)
    await client.end()
  })

  it('sends what one actor asks in parallel one after the other, on several connections', async () => {
    const fresh = poolAt(db.url)
    await using _ = fresh
    const race = conduct({
      setup: reset,
      actors: {
        reader: async () => {
          const all = await Promise.all(
            [1, 2, 3].map((id) => fresh.pool.query(`select v from rows where id = ${id}`)),
          )
          return all.map(({ rows }) => rows[0].v).join()
        },
        writer: () => transaction(add(1), add(3)),
      },
    })
    const order = 'reader×4 writer×4 reader×5'
    const lines = story((await race.replay(order)).moments)
    expect(lines.filter((line) => !line.includes('implicit'))).toEqual([
      'reader: select v from rows where id = 1 → v 0',
      'writer: begin → BEGIN',
      'writer: update rows set v = v + 1 where id = 1 → UPDATE 1',
      'writer: update rows set v = v + 1 where id = 3 → UPDATE 1',
      'writer: commit → COMMIT',
      'writer finished',
      'reader: select v from rows where id = 2 → v 0',
      'reader: select v from rows where id = 3 → v 1',
      'reader finished',
    ])
    const found = await race.explore()
    // Nine steps of the reader, four of the writer.
    expect(found).toMatchObject({ schedules: 715, exhaustive: true })
    expect(
      found.outcomes.map(({ endings }) => String(answerOf(endings['reader']))).toSorted(),
    ).toEqual(['0,0,0', '0,0,1', '1,0,1'])
  })

  it('begins no step while another connection of its actor opens', async () => {
    let opened = 0
    class SlowThird extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super(config)
        if (++opened === 3) slowDown(this)
      }
    }
    const slow = new pg.Pool({ connectionString: db.url, max: 3, Client: SlowThird })
    watch(slow)
    await using _ = { [Symbol.asyncDispose]: () => slow.end() }
    // The first run of all reads the catalogs, which takes longer than that connection.
    await conduct({ actors: { alice: () => transaction(add(1)) } }).explore()
    const race = conduct({
      actors: {
        reader: () => Promise.all([1, 2, 3].map((n) => slow.query(`select ${n} as n`))),
      },
    })
    expect(story((await race.replay('reader×9')).moments)).toEqual([
      'reader: implicit begin → ',
      'reader: implicit begin → ',
      'reader: implicit begin → ',
      'reader: select 1 as n → n 1',
      'reader: select 2 as n → n 2',
      'reader: select 3 as n → n 3',
      'reader: implicit commit → ',
      'reader: implicit commit → ',
      'reader: implicit commit → ',
      'reader finished',
    ])
  })

  it('lets no statement overtake one whose connection opens more slowly', async () => {
    const fresh = poolAt(db.url)
    await using _ = fresh
    await conduct({ actors: { alice: () => transaction(add(1)) } }).explore()
    const race = conduct({
      actors: {
        alice: () =>
          Promise.all([fresh.pool.query('select 1 as n'), pool.query('select 2 as n')]).then(
            ([one, other]) => [one.rows[0].n, other.rows[0].n],
          ),
      },
    })
    expect(story((await race.replay('alice×6')).moments)).toEqual([
      'alice: implicit begin → ',
      'alice: implicit begin → ',
      'alice: select 1 as n → n 1',
      'alice: select 2 as n → n 2',
      'alice: implicit commit → ',
      'alice: implicit commit → ',
      'alice finished',
    ])
  })

  it('gives back the connections that an actor waits for when it dies', async () => {
    const one = watch(new pg.Pool({ connectionString: db.url, max: 1 }))
    await using _ = { [Symbol.asyncDispose]: () => one.end() }
    const ask = () => Promise.all([1, 2, 3].map(() => one.query('select v from rows')))
    const race = conduct({
      actors: {
        holder: () => transactionOn(one, add(1)),
        reader: crashable(async () => void (await ask())),
      },
    })
    await race.replay('holder crash(reader) holder')
    await ask()
    expect([one.totalCount, one.idleCount, one.waitingCount]).toEqual([1, 1, 0])
  })

  it('refuses a cursor, which it cannot hold back, and says where', async () => {
    const client = watch(await db.connect())
    const race = conduct({
      actors: {
        alice: () => Promise.try(() => client.query(new Query('select 1'))).catch(() => {}),
      },
    })
    const refused =
      /^Cannot conduct query: it must be text or a config, received a cursor or a stream\nat .*watch-postgres\.test\.ts:\d+\nTry: /
    await expect(race.explore()).rejects.toThrow(refused)
    await expect(race.holds()).rejects.toThrow(refused)
    await expect(race.replay('')).rejects.toThrow(refused)
    await client.end()
  })

  it('ends the exploration when an actor uses a client that is not watched', async () => {
    const race = conduct({ actors: { alice: () => plain.query('select 1').catch(() => {}) } })
    await expect(race.explore()).rejects.toThrow(
      'Cannot conduct alice: every client that it uses must be watched',
    )
  })

  it('watches the clients that a pool had before', async () => {
    const used = db.pool()
    await used.query('select 1')
    watch(used)
    const race = conduct({ actors: { alice: () => used.query('select 1') } })
    expect((await race.replay('alice×3')).schedule).toBe('alice×3')
  })

  it('sees who waits for whom in the server', async () => {
    const race = conduct({
      setup: reset,
      actors: {
        alice: () => transaction(add(1)),
        bob: () => transaction(add(1)),
        carol: () => transaction(add(1)),
      },
    })
    const { moments } = await race.replay('alice×2 bob×2 carol×2 alice bob carol')
    expect(story(moments)).toEqual([
      'alice: begin → BEGIN',
      `alice: ${add(1)} → UPDATE 1`,
      'bob: begin → BEGIN',
      `bob waits for alice: ${add(1)}`,
      'carol: begin → BEGIN',
      `carol waits for bob: ${add(1)}`,
      'alice: commit → COMMIT',
      'alice finished',
      `bob goes on: ${add(1)} → UPDATE 1`,
      'bob: commit → COMMIT',
      'bob finished',
      `carol goes on: ${add(1)} → UPDATE 1`,
      'carol: commit → COMMIT',
      'carol finished',
    ])
  })

  it('lets two go on one at a time when one commit frees both', async () => {
    const level = 'set transaction isolation level serializable'
    const race = conduct({
      setup: reset,
      actors: {
        alice: () => transaction(level, add(1)),
        bob: () => transaction(level, 'select v from rows where id = 2', add(1)),
        carol: () => transaction(level, 'select v from rows where id = 2', add(1)),
      },
    })
    const order = 'alice×3 bob×4 carol×4 alice carol bob'
    const first = await race.replay(order)
    expect(story(first.moments).slice(-8)).toEqual([
      'alice: commit → COMMIT',
      'alice finished',
      `bob goes on: ${add(1)} → 40001`,
      `carol goes on: ${add(1)} → 40001`,
      'carol: rollback → ROLLBACK',
      'carol failed',
      'bob: rollback → ROLLBACK',
      'bob failed',
    ])
    for (let again = 0; again < 20; again++) {
      expect(story((await race.replay(order)).moments)).toEqual(story(first.moments))
    }
  })

  it('makes the one who closes a cycle the victim of the deadlock, every time', async () => {
    const race = conduct({
      setup: reset,
      actors: {
        alice: () => transaction(add(1), add(2)),
        bob: () => transaction(add(2), add(3)),
        carol: () => transaction(add(3), add(1)),
      },
    })
    for (let again = 0; again < 20; again++) {
      const { moments } = await race.replay('alice×2 bob×2 carol×2 bob alice carol')
      expect(
        story(moments).filter((line) => line.includes('waits') || line.includes('40P01')),
      ).toEqual([
        `bob waits for carol: ${add(3)}`,
        `alice waits for bob: ${add(2)}`,
        `carol: ${add(1)} → 40P01`,
      ])
    }
  })

  it('makes a statement the victim that goes on, waits again and closes the cycle by that', async () => {
    const race = conduct({
      setup: reset,
      actors: {
        alice: () => transaction(add(3), 'update rows set v = v + 1 where id < 3'),
        bob: () => transaction(add(1)),
        carol: () => transaction(add(2), add(3)),
      },
    })
    const { moments } = await race.replay('alice×2 bob×2 carol×2 alice carol bob')
    expect(
      story(moments).filter((line) => line.includes('alice') || line.includes('waits')),
    ).toEqual([
      'alice: begin → BEGIN',
      `alice: ${add(3)} → UPDATE 1`,
      'alice waits for bob: update rows set v = v + 1 where id < 3',
      `carol waits for alice: ${add(3)}`,
      'alice goes on: update rows set v = v + 1 where id < 3 → 40P01',
      'alice: rollback → ROLLBACK',
      'alice failed',
    ])
  })

  it('makes the one who closes a cycle the victim outside of a transaction too', async () => {
    const locks = (first: number, second: number) => async () => {
      const client = await pool.connect()
      try {
        await client.query(`select pg_advisory_lock(${first})`)
        await client.query(`do $$ begin perform pg_advisory_lock(${second}); end $$`)
      } finally {
        await client.query('select pg_advisory_unlock_all()')
        client.release()
      }
    }
    const race = conduct({ actors: { alice: locks(1, 2), bob: locks(2, 1) } })
    const { moments } = await race.replay('alice×3 bob×3 alice bob')
    expect(story(moments).filter((line) => line.includes('40P01'))).toEqual([
      'bob: do $$ begin perform pg_advisory_lock(1); end $$ → 40P01',
    ])
  })

  it('lets two races on one database be explored at the same time', async () => {
    const raceOn = (id: number) =>
      conduct({
        setup: () => plain.query(`update rows set v = 0 where id = ${id}`),
        actors: { alice: () => transaction(add(id)), bob: () => transaction(add(id)) },
      })
    const alone = await raceOn(1).explore({ prune: false })
    const warnings: string[] = []
    const hear = (warning: Error) => warnings.push(warning.message)
    process.on('warning', hear)
    const together = await Promise.all([
      raceOn(1).explore({ prune: false }),
      raceOn(2).explore({ prune: false }),
    ])
    process.off('warning', hear)
    expect(together.map(({ schedules, waits }) => [schedules, waits])).toEqual([
      [alone.schedules, alone.waits],
      [alone.schedules, alone.waits],
    ])
    expect(warnings).toEqual([])
  })

  it('explores as a role that may set no timeout and signal no process', async () => {
    await using server = await dedicatedPostgres()
    const owner = await server.connect()
    await owner.query(`create role lesser login password 'lesser'`)
    await owner.query(`create table rows (id int primary key, v int not null)`)
    await owner.query(`grant all on rows to lesser`)
    const url = new URL(server.url)
    url.username = url.password = 'lesser'
    await using lesser = poolAt(url.href)
    const race = conduct({
      setup: () => owner.query('truncate rows; insert into rows values (1, 0), (2, 0)'),
      actors: {
        alice: () => transactionOn(lesser.pool, add(1), add(2)),
        bob: () => transactionOn(lesser.pool, add(2), add(1)),
      },
    })
    const { moments } = await race.replay('alice×2 bob×2 alice bob')
    expect(story(moments).filter((line) => line.includes('40P01'))).toHaveLength(1)
  })

  it('cuts the connections of an actor that crashes, at any of its steps', async () => {
    const race = conduct({
      setup: reset,
      actors: {
        worker: crashable(() => transaction(add(1), add(2)), {
          restart: () => transaction(add(1), add(2)),
        }),
      },
      observe: async () => (await plain.query('select v from rows order by id limit 2')).rows,
    })
    const found = await race.explore()
    expect(found.schedules).toBe(5)
    expect(found.outcomes.map(({ state, schedules }) => ({ state, schedules }))).toEqual([
      { state: [{ v: 1 }, { v: 1 }], schedules: 1 },
      { state: [{ v: 1 }, { v: 1 }], schedules: 4 },
    ])
    expect(pool.totalCount).toBe(pool.idleCount)
  })

  it('hears nothing of a dead actor whose code rolls back on another connection that was cut', async () => {
    const work = async () => {
      const client = await pool.connect()
      try {
        await client.query('begin')
        await pool.query('select v from rows where id = 1')
        await client.query(add(1))
        await client.query('commit')
      } catch (error) {
        await client.query('rollback').catch(() => {})
        throw error
      } finally {
        client.release()
      }
    }
    const race = conduct({
      setup: reset,
      actors: { worker: crashable(work) },
      observe: async () => (await plain.query('select v from rows where id = 1')).rows[0].v,
    })
    const { outcomes } = await race.explore()
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set([0, 1]))
    expect(pool.totalCount).toBe(pool.idleCount)
  })

  it('lets no actor die in a statement that the server commits by itself', async () => {
    const race = conduct({
      setup: reset,
      actors: { worker: crashable(() => pool.query(add(1))) },
      observe: async () => (await plain.query('select v from rows where id = 1')).rows[0].v,
    })
    // It dies before it has sent the statement, or not at all.
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ state, simplest }) => [simplest, state])).toEqual([
      ['crash(worker)', 0],
      ['worker×3', 1],
    ])
    await expect(race.replay('worker crash(worker)')).rejects.toThrow(
      'the server commits what worker has sent, also when it dies',
    )
  })

  it.each([
    ['a transaction', `begin; ${add(1)}; commit`, ['worker×3', 1]],
    ['and one more by itself', `begin; ${add(1)}; commit; ${add(1)}`, ['worker×6', 2]],
  ])('lets no actor die within one text of several statements: %s', async (_, text, whole) => {
    const race = conduct({
      setup: reset,
      actors: { worker: crashable(() => pool.query(text)) },
      observe: async () => (await plain.query('select v from rows where id = 1')).rows[0].v,
    })
    const { outcomes } = await race.explore()
    expect(outcomes.map(({ state, simplest, schedules }) => [simplest, state, schedules])).toEqual([
      ['crash(worker)', 0, 1],
      [...whole, 1],
    ])
  })

  it('lets no actor die while the first statement of such a text waits', async () => {
    const asker = async () => {
      const client = await pool.connect()
      await client.query('begin')
      await client.query(`${add(1)}; commit`)
      client.release()
    }
    const race = conduct({
      setup: reset,
      actors: { holder: () => transaction(add(1)), asker: crashable(asker) },
    })
    await expect(race.replay('holder×2 asker×2 crash(asker)')).rejects.toThrow(
      'the server commits what asker has sent, also when it dies',
    )
  })

  it.each([
    ['a local setting', `set local work_mem = '123kB'; show work_mem`, [{ work_mem: '123kB' }]],
    ['a table lock', `lock table rows; select 1 as n`, [{ n: 1 }]],
    ['a cursor', `declare c cursor for select 1 as n; fetch all from c`, [{ n: 1 }]],
    ['what a session is told', `set work_mem = '123kB'; select 1/0`, '22012'],
    ['a savepoint', `${add(1)}; savepoint here`, '25P01'],
  ])('gives one text a transaction of its own, as the server does: %s', async (_, text, answer) => {
    const ask = async () => {
      const client = await pool.connect()
      try {
        const results = (await client.query(text)) as unknown as pg.QueryResult[]
        return results.at(-1)!.rows
      } catch (error) {
        return (error as { code: string }).code
      } finally {
        client.release()
      }
    }
    const expected = await ask()
    expect(expected).toEqual(answer)
    const { outcomes } = await conduct({ setup: reset, actors: { alice: ask } }).explore()
    expect(outcomes.map(({ endings: { alice } }) => alice)).toEqual([
      { kind: 'finished', value: expected },
    ])
  })

  it('frees who waits for an actor that crashes', async () => {
    const race = conduct({
      setup: reset,
      actors: { alice: crashable(() => transaction(add(1))), bob: () => transaction(add(1)) },
    })
    const { moments } = await race.replay('alice×2 bob×2 crash(alice) bob')
    expect(story(moments).slice(-5)).toEqual([
      `bob waits for alice: ${add(1)}`,
      'alice crashed',
      `bob goes on: ${add(1)} → UPDATE 1`,
      'bob: commit → COMMIT',
      'bob finished',
    ])
  })

  it('shows a pool that its own users exhaust', async () => {
    const small = watch(db.pool({ max: 2 }))
    const nested = async () => {
      const outer = await small.connect()
      try {
        await outer.query('select 1 as one')
        const inner = await small.connect()
        inner.release()
      } finally {
        outer.release()
      }
    }
    const alone = conduct({ actors: { alice: nested } })
    expect(endings(await alone.explore())).toEqual([{ alice: 'finished' }])
    const together = conduct({ actors: { alice: nested, bob: nested } })
    const hangs = (holders: string) => `waits for ever for ${holders}: pool.connect()`
    expect(endings(await together.explore())).toEqual([
      { alice: 'finished', bob: 'finished' },
      { alice: hangs('itself, bob'), bob: hangs('alice, itself') },
    ])
    expect(endings(await alone.explore())).toEqual([{ alice: 'finished' }])
  })

  it('says when no code awaits a statement, and runs it in every order all the same', async () => {
    const forgetful = async () => void pool.query(add(1))
    const race = conduct({
      setup: reset,
      actors: { alice: forgetful, bob: forgetful },
      invariant: async () => {
        const { rows } = await plain.query('select v from rows where id = 1')
        return rows[0].v === 2 ? undefined : `2 added, ${rows[0].v} counted`
      },
    })
    const found = await race.explore()
    const { schedules, violations } = found
    expect({ schedules, violations }).toEqual({ schedules: 14, violations: 0 })
    const late = 'finished, before "pool.connect()" had its reply'
    expect(endings(found)).toEqual([{ alice: late, bob: late }])
  })

  it('says who waits for ever behind a transaction that a client took back into its pool', async () => {
    const other = watch(db.pool())
    const race = conduct({
      setup: reset,
      actors: {
        alice: async () => {
          const client = await pool.connect()
          await client.query('begin')
          await client.query(add(1))
          client.release()
        },
        bob: async () => void (await other.query(add(1))),
      },
    })
    expect(endings(await race.explore())).toContainEqual({
      alice: 'finished, left an open transaction',
      bob: `waits for ever for alice: ${add(1)}`,
    })
  })

  it('says when an actor leaves a transaction open, and ends it', async () => {
    const client = watch(await db.connect())
    const race = conduct({
      setup: reset,
      actors: { alice: async () => void (await client.query('begin'), await client.query(add(1))) },
    })
    for (const found of [await race.explore(), await race.explore()]) {
      expect(endings(found)).toEqual([{ alice: 'finished, left an open transaction' }])
    }
    await client.end()
  })
})

describe('explore', () => {
  it('gives up an actor that asks again and again', async () => {
    const race = conduct({
      actors: {
        alice: async () => {
          for (;;) await pool.query(add(9))
        },
      },
    })
    await expect(race.explore()).rejects.toThrow(
      'Cannot go on: 1000 steps are taken and alice still goes on',
    )
  })

  it('reports a program that differs under the same order, with the first step that differed', async () => {
    let runs = 0
    const race = conduct({
      actors: {
        alice: async () => {
          await pool.query(`select ${runs++ === 0 ? 1 : 2}`)
          await pool.query(add(2))
        },
        bob: async () => void (await pool.query(add(1))),
      },
    })
    await expect(race.explore({ prune: false })).rejects.toMatchObject({
      name: 'NotDeterministicError',
      schedule: 'alice×2',
      before: 'alice: select 1 | step alice ok',
      now: 'alice: select 2 | step alice ok',
    })
  })

  it('gives up an actor that waits for something that is not watched', async () => {
    const race = conduct({
      stallMs: 1_000,
      actors: {
        alice: async () => void (await pool.query('select 1'), await new Promise(() => {})),
      },
    })
    await expect(race.explore()).rejects.toThrow(
      `Cannot go on: alice waits for something in this process, such as a mutex, a notification or another actor's promise: it did not reach a step within 1000 ms, after "alice×3", last seen at: implicit commit`,
    )
  })
})

describe('replay', () => {
  const race = conduct({
    setup: () => reset(),
    actors: { alice: () => transaction(add(1)), bob: () => transaction(add(1)) },
  })

  it('lets every actor go on to its end where the order stops', async () => {
    expect((await race.replay('bob')).schedule).toBe('bob alice×3 bob×2')
  })

  it.each([
    ['alice×2 bob×3', 'Cannot follow schedule: bob waits for alice, after "alice×2 bob×2"'],
    ['alice×4', 'Cannot follow schedule: alice has ended (finished), after "alice×3"'],
    ['dave', 'Cannot follow schedule: actor must be one of alice, bob, received dave, after ""'],
    ['crash(alice)', 'Cannot follow schedule: alice is not declared crashable, after ""'],
  ])('refuses %j', async (schedule, message) => {
    await expect(race.replay(schedule)).rejects.toThrow(message)
  })
})

describe('conduct', () => {
  it('refuses names that a schedule cannot hold', () => {
    expect(() => conduct({ actors: {} })).toThrow(TypeError)
    expect(() => conduct({ actors: { 'the buyer': () => Promise.resolve() } })).toThrow(
      'received "the buyer"',
    )
  })
})
