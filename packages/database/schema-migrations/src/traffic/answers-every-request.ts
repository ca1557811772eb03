import { conduct, endingText } from '@lab/conductor'
import { virtualClock } from '@lab/conductor/clock'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'
import type { AddEmail } from './add-email.ts'

/** What every way is asked for by both: every order, and the live run with more requests. */
export type Traffic = Pick<Database, 'pool' | 'reports' | 'requests' | 'plain'>

export const dropEmail = 'alter table customers drop column if exists email'

/**
 * The contract of every way: a report reads the table and keeps its transaction open, a migration
 * adds a column, and a request reads one row by its key. The request gets its answer.
 */
export function answersEveryRequest(
  { pool, reports, requests, plain }: Traffic,
  addEmail: AddEmail,
): Race {
  const clock = virtualClock()
  return conduct({
    clock,
    setup: () => plain.query(dropEmail),
    actors: {
      report: () => startReport(reports),
      migration: () => addEmail(pool, () => clock.sleep(60_000, 'tries again')),
      request: () => readCustomer(requests),
    },
    invariant: async ({ request, migration }) => {
      if (request?.kind !== 'finished') return `the request got no answer (${endingText(request)})`
      if (migration?.kind === 'failed') return `the migration failed (${endingText(migration)})`
      return undefined
    },
  })
}

/** Leaves its transaction open, as a report does that goes on reading for an hour. */
async function startReport(reports: Pool): Promise<string> {
  const client = await reports.connect()
  await client.query('begin')
  await client.query('select count(*) from customers')
  client.release()
  return 'and reads on'
}

export async function readCustomer(requests: Pool): Promise<string> {
  // BLOCKS: while a statement that needs the whole table stands in the queue before it.
  const { rows } = await requests.query('select name from customers where id = 1')
  return rows[0].name
}
