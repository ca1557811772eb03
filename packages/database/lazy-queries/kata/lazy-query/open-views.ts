import { setImmediate as nextTurn } from 'node:timers/promises'
import { postgres } from '@lab/servers/postgres'
import { statementCounter } from '@lab/wire/statement-counter'
import type { Pool } from 'pg'

export type World = Awaited<ReturnType<typeof openViews>>

export async function openViews() {
  const db = await postgres({ schema: 'create table page_views (id serial, path text not null)' })
  const counter = await statementCounter(db.url)
  const plain = db.pool()
  const add = (path: string) => plain.query('insert into page_views (path) values ($1)', [path])
  return {
    add,
    /** Records five views and these, and gives a pool of one client. */
    async begin(...more: string[]): Promise<Pool> {
      const paths = ['/users', '/posts', '/users', '/tags', '/users', ...more]
      await plain.query('truncate page_views restart identity')
      await plain.query('insert into page_views (path) select unnest($1::text[])', [paths])
      return counter.pool({ max: 1, connectionTimeoutMillis: 3_000 })
    },
    /** How many statements about views pass on the wire while work runs, or because of it. */
    async sent(pool: Pool, work: () => Promise<unknown>): Promise<number> {
      const traffic = await counter.during(async () => {
        await work()
        await answered(pool)
      })
      return traffic.statements.filter((text) => text.includes('page_views')).length
    },
    async [Symbol.asyncDispose]() {
      await counter[Symbol.asyncDispose]()
      await db[Symbol.asyncDispose]()
    },
  }
}

export type Outcome = { value: unknown } | { error: unknown } | { is: 'open' }

/** How an await ends; that it does not is seen when all that was sent has its reply. */
export async function asked(pool: Pool, query: PromiseLike<unknown>): Promise<Outcome> {
  let outcome: Outcome = { is: 'open' }
  const ask = async () => {
    try {
      outcome = { value: await query }
    } catch (error) {
      outcome = { error }
    }
  }
  void ask()
  await answered(pool)
  return outcome
}

/** Waits until the only client of the pool has its reply to everything that was asked before. */
export async function answered(pool: Pool): Promise<void> {
  // Three times: what is sent in the next turn has its reply as well.
  for (let turn = 0; turn < 3; turn++) {
    await nextTurn()
    await pool.query('select 1').catch((error: Error) => {
      if (!error.message.includes('timeout')) throw error
      throw new Error('the client of the pool is not given back', { cause: error })
    })
  }
}
