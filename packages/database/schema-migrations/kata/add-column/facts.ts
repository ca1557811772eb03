import { defineFacts } from '@lab/kata'
import type { AddEmail } from '../../src/index.ts'
import { openDatabase, runLive } from '../../src/index.ts'
import type { Database } from '../../src/index.ts'
import { onFirstChange } from './on-first-change.ts'
import { dropEmail, endOpenTransactions, openTransactions, underReport } from './under-report.ts'

/** Ends as a statement does that an operator cancels, whatever limits the session has. */
const cancelsItself = 'select pg_cancel_backend(pg_backend_pid()), pg_sleep(60)'

export const facts = defineFacts<AddEmail, Database>({
  answer: 'addColumn',
  open: openDatabase,
  facts: {
    'adds a column email of type text when no other client is there': async (add, db) => {
      await db.plain.query(dropEmail)
      const answer = await add(db.pool, async () => {})
      const column = await columnOf(db)
      return answer === 'added' && column === 'text, yes, null'
        ? undefined
        : `it answers "${answer}", and the column is ${column}`
    },

    'answers five requests while a report reads the table': async (add, db) => {
      const { requests, failed } = await runLive(db, add)
      return failed === 0 ? undefined : `${failed} of ${requests} requests fail`
    },

    'leaves the queue also when the report begins just before the change': async (add, db) => {
      const options = {
        pool: db.anotherPool(),
        begins: 'before the change',
        endsInPause: 1,
      } as const
      const { isStuck } = await underReport(db, add, options)
      return isStuck ? 'it waits for two seconds, and all requests wait behind it' : undefined
    },

    'adds the column when the report ends while it waits': async (add, db) => {
      let said = ''
      // On a busy machine all three waits of 50 ms may pass before one is seen.
      for (let look = 1; look <= 5; look++) {
        const { answer } = await underReport(db, add, { whenItWaits: (end) => end() })
        const column = await columnOf(db)
        if (answer === 'added' && column !== 'missing') return undefined
        said = `it answers "${answer}", and the column is ${column}`
      }
      return said
    },

    'adds the column when the report ends between two tries': async (add, db) => {
      const { answer, pauses } = await underReport(db, add, { endsInPause: 2 })
      const column = await columnOf(db)
      return answer === 'added' && column !== 'missing'
        ? undefined
        : `after ${pauses} pauses it answers "${answer}", and the column is ${column}`
    },

    'gives up after three tries, with a pause between two of them': async (add, db) => {
      const { answer, pauses } = await underReport(db, add, {})
      return answer === 'gave up' && pauses === 2
        ? undefined
        : `the report reads on, and after ${pauses} pauses it answers "${answer}"`
    },

    'holds no transaction and no connection while it pauses': async (add, db) => {
      let held: string | undefined
      const look = async () => {
        const isLent = () => db.pool.totalCount > db.pool.idleCount
        const before = isLent()
        const open = await openTransactions(db)
        // One of them is the report's. By now an answer that does not await the pause goes on.
        if (open > 1) held = 'it pauses in an open transaction'
        else if (before || isLent()) held = 'it pauses with a connection of the pool'
      }
      await underReport(db, add, { endsInPause: 1, look })
      return held
    },

    'throws every other error at the first try': async (add, db) => {
      await db.plain.query(`${dropEmail}; alter table customers add column email text`)
      let pauses = 0
      const said = await add(db.anotherPool(), async () => void pauses++).catch(
        ({ code }: { code?: string }) => code,
      )
      if (said !== '42701' || pauses > 0)
        return `the column is there already, and after ${pauses} pauses it ends with ${said}`
      await db.plain.query(dropEmail)
      pauses = 0
      const pool = db.anotherPool()
      onFirstChange(pool, (send) => send(cancelsItself))
      const told = await add(pool, async () => void pauses++).catch(
        ({ code }: { code?: string }) => code,
      )
      await endOpenTransactions(db)
      return told === '57014' && pauses === 0
        ? undefined
        : `an operator cancels the statement, and after ${pauses} pauses it ends with "${told}"`
    },

    'leaves no transaction and no connection behind when it throws': async (add, db) => {
      await db.plain.query(`${dropEmail}; alter table customers add column email text`)
      const pool = db.anotherPool()
      await add(pool, async () => {}).catch(() => {})
      if ((await openTransactions(db)) === 0)
        return pool.totalCount > pool.idleCount ? 'it keeps a connection of the pool' : undefined
      await endOpenTransactions(db)
      return 'it leaves a transaction open'
    },

    'gives each connection of the pool back with the settings that it had': async (add, db) => {
      const pool = db.oneSession
      const look = async () => {
        const { rows } = await pool.query(
          `select pg_backend_pid() as pid, current_setting('lock_timeout') as lock,
           current_setting('statement_timeout') as statement`,
        )
        return rows[0]
      }
      try {
        for (const endsInPause of [1, undefined]) {
          await pool.query(`set lock_timeout = '7s'; set statement_timeout = '8s'`)
          const { pid } = await look()
          await underReport(db, add, { pool, ...(endsInPause && { endsInPause }) })
          const left = await look()
          // The pool itself ends a connection on which a query of `pool.query` has failed.
          if (left.pid === pid ? left.lock !== '7s' || left.statement !== '8s' : left.lock !== '0')
            return `a connection has lock_timeout ${left.lock} and statement_timeout ${left.statement} afterwards`
        }
        return undefined
      } finally {
        await pool.query('reset all')
      }
    },
  },
})

async function columnOf({ plain }: Database): Promise<string> {
  const { rows } = await plain.query(
    `select data_type || ', ' || lower(is_nullable) || ', ' || coalesce(column_default, 'null') as column
     from information_schema.columns where table_name = 'customers' and column_name = 'email'`,
  )
  return rows[0]?.column ?? 'missing'
}
