import { defineFacts } from '@lab/kata'
import type { Pool, PoolClient } from 'pg'
import { openDatabase } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'

type Work<Result> = (client: PoolClient) => Promise<Result>
type WithClient = <Result>(pool: Pool, work: Work<Result>) => Promise<Result>

const refused = new Error('the order is refused')

export const facts = defineFacts<WithClient, Database>({
  answer: 'withClient',
  open: openDatabase,
  facts: {
    'returns what work returns': async (withClient, db) => {
      const pool = db.pool({ max: 1 })
      const seven = await withClient(pool, async (client) => {
        const { rows } = await client.query('select 7 as n')
        return rows[0].n
      })
      const nothing = await withClient(pool, () => Promise.resolve())
      return seven === 7 && nothing === undefined ? undefined : `7 comes back as ${seven}`
    },

    'throws what work throws: the same value': async (withClient, db) => {
      for (const thrown of [refused, 'no', undefined]) {
        const caught = await failureOf(withClient, db.pool({ max: 1 }), () =>
          Promise.reject(thrown),
        )
        if (caught !== thrown) return `it throws ${String(caught)} instead of ${String(thrown)}`
      }
      return undefined
    },

    'gives the client back, also when work throws': async (withClient, db) => {
      const pool = db.pool({ max: 1 })
      await withClient(pool, (client) => client.query('select 1'))
      if (isLost(pool)) return 'the client is lost after work has returned'
      await failureOf(withClient, pool, () => Promise.reject(refused))
      if (isLost(pool)) return 'the client is lost when work throws'
      await failureOf(withClient, pool, () => {
        throw refused
      })
      if (isLost(pool)) return 'the client is lost when work throws before it gives a promise'
      await failureOf(withClient, pool, (client) => client.query('select 1 / 0'))
      return isLost(pool) ? 'the client is lost when a statement fails' : undefined
    },

    'ends a transaction that work leaves open, and nothing of it stays': async (withClient, db) => {
      await db.plain.query('delete from audit')
      const leaveOpen: Work<void> = async (client) => {
        await client.query('begin')
        await client.query(`insert into audit values ('alice')`)
      }
      const pool = db.pool({ max: 1 })
      await withClient(pool, leaveOpen)
      const afterReturn = await openedFor(pool)
      await failureOf(withClient, pool, async (client) => {
        await leaveOpen(client)
        throw refused
      })
      // A client that is lost is the matter of another fact.
      const afterThrow = isLost(pool) ? undefined : await openedFor(pool)
      const { rowCount } = await db.plain.query('select from audit')
      if (afterReturn || afterThrow) return 'the next user gets a client in an open transaction'
      return rowCount === 0 ? undefined : 'a row of a transaction that was left open is committed'
    },

    'keeps what work has committed, also when it throws after that': async (withClient, db) => {
      await db.plain.query('delete from audit')
      await failureOf(withClient, db.pool({ max: 1 }), async (client) => {
        await client.query(`insert into audit values ('alice')`)
        await client.query('begin')
        await client.query(`insert into audit values ('bob')`)
        await client.query('commit')
        throw refused
      })
      const { rowCount } = await db.plain.query('select from audit')
      return rowCount === 2 ? undefined : `2 rows are committed, and ${rowCount} stay`
    },

    'hands on no setting, role, lock, listener or temporary table': async (withClient, db) => {
      for (const { state, keep, ask } of states) {
        for (const then of ['returns', 'throws']) {
          const pool = db.pool({ max: 1 })
          await failureOf(withClient, pool, async (client) => {
            await client.query(keep)
            if (then === 'throws') throw refused
          })
          // A client that is lost is the matter of another fact.
          if (isLost(pool)) continue
          const { rows } = await pool.query(ask)
          if (rows[0].found) return `work ${then}, and the next user finds ${state}`
        }
      }
      return undefined
    },

    'lets pg go on with a statement that it has prepared by a name': async (withClient, db) => {
      const pool = db.pool({ max: 1 })
      const ask = () =>
        withClient(pool, (client) => client.query({ name: 'seven', text: 'select 7 as n' }))
      await ask()
      return ask().then(
        () => undefined,
        (error) => `the second use of a named statement fails: ${error.message}`,
      )
    },

    'uses a connection again, also one that work leaves in a transaction': async (
      withClient,
      db,
    ) => {
      for (const left of ['nothing', 'a transaction']) {
        const pool = db.pool({ max: 1 })
        const backend = () =>
          withClient(pool, async (client) => {
            if (left === 'a transaction') await client.query('begin')
            const { rows } = await client.query('select pg_backend_pid() as pid')
            return rows[0].pid
          })
        if ((await backend()) !== (await backend()))
          return `work leaves ${left} open, and the next call opens a connection`
      }
      return undefined
    },

    'keeps what work answers or throws when the connection has died, and the next user gets another':
      async (withClient, db) => {
        const pool = db.pool({ max: 1 })
        const die: Work<string> = async (client) => {
          await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
          return 'done'
        }
        const answer = await withClient(pool, die).catch((error) => `the error ${error.message}`)
        if (answer !== 'done') return `work answers done, and the caller gets ${answer}`
        if (isLost(pool)) return 'the place of the dead client is lost to the pool'
        await pool.query('select 1')
        const usual = await failureOf(withClient, db.pool({ max: 1 }), () =>
          Promise.reject(refused),
        )
        const thrown = await failureOf(withClient, pool, async (client) => {
          await die(client)
          throw refused
        })
        // An error that is always another one is the matter of another fact.
        return String(thrown) === String(usual)
          ? undefined
          : `work throws its own error, and the caller gets ${String(thrown)}`
      },

    'says why there is no client': async (withClient, db) => {
      const pool = db.pool({ max: 1 })
      await pool.end()
      const error = await failureOf(withClient, pool, () => Promise.resolve())
      return String(error).includes('after calling end') ? undefined : `it says ${String(error)}`
    },
  },
})

const states = [
  {
    state: 'the tenant',
    keep: `set app.tenant = 'acme'`,
    ask: `select current_setting('app.tenant', true) = 'acme' as found`,
  },
  {
    state: 'a statement_timeout',
    keep: `set statement_timeout = '7s'`,
    ask: `select current_setting('statement_timeout') = '7s' as found`,
  },
  {
    state: 'another time zone',
    keep: `set timezone = 'Asia/Tokyo'`,
    ask: `select current_setting('timezone') = 'Asia/Tokyo' as found`,
  },
  {
    state: 'the tenant of before a transaction that is left open',
    keep: `begin; set app.tenant = 'acme'; commit; begin`,
    ask: `select current_setting('app.tenant', true) = 'acme' as found`,
  },
  {
    state: 'another role',
    // The owner of a database is a member of this one, also without being a superuser.
    keep: 'set role pg_database_owner',
    ask: `select current_user = 'pg_database_owner' as found`,
  },
  {
    state: 'an advisory lock',
    keep: 'select pg_advisory_lock(7)',
    ask: `select exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as found`,
  },
  {
    state: 'a listener',
    keep: 'listen orders',
    ask: 'select exists (select pg_listening_channels()) as found',
  },
  {
    state: 'a temporary table',
    keep: 'create temporary table basket (id int)',
    ask: `select to_regclass('basket') is not null as found`,
  },
]

async function failureOf(withClient: WithClient, pool: Pool, work: Work<unknown>) {
  try {
    await withClient(pool, work)
  } catch (error) {
    return error
  }
  return 'nothing'
}

/** Whether the pool has a client that is not given back. */
const isLost = (pool: Pool) => pool.totalCount > pool.idleCount

async function openedFor(pool: Pool): Promise<boolean> {
  const client = await pool.connect()
  const isOpen = client.getTransactionStatus() !== 'I'
  // Destroyed: what comes next shall not begin in it.
  client.release(true)
  return isOpen
}
