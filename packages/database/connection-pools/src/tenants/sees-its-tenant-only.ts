import { answerOf, conduct, endingText, turn, watch } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool, PoolClient } from 'pg'
import type { Database } from '../open-database.ts'

/** A pool, or one connection of it. */
type Queryable = Pick<Pool | PoolClient, 'query'>

/** One way to read the invoices of a tenant; a visitor has none. */
export type ReadInvoices = (
  pool: Pool,
  tenant: string | undefined,
  askElsewhere: () => Promise<void>,
) => Promise<number[]>

const askElsewhere = () => turn('asks another service')

const invoices: Record<string, number[]> = { acme: [100], globex: [200], visitor: [] }

/**
 * The contract of every way: requests that share a pool see the invoices of their own tenant, and a
 * visitor sees none. No request leaves something open.
 */
export function seesItsTenantOnly(
  db: Database,
  readInvoices: ReadInvoices,
  { clients, requests }: { clients: number; requests: ('acme' | 'globex' | 'visitor')[] },
): Race {
  const pool = watch(db.pool({ max: clients }))
  const actors = requests.map(
    (name) =>
      [
        name,
        () => readInvoices(pool, name === 'visitor' ? undefined : name, askElsewhere),
      ] as const,
  )
  return conduct({
    actors: Object.fromEntries(actors),
    invariant: (endings) => {
      const wrong = requests.find(
        (name) =>
          JSON.stringify(answerOf(endings[name])) !== JSON.stringify(invoices[name]) ||
          endings[name]?.leaves?.includes('an open transaction'),
      )
      return Promise.resolve(wrong && `${wrong} ${endingText(endings[wrong])}`)
    },
  })
}

/** Makes a tenant the one whose invoices are read, for the transaction or for the whole session. */
export function chooseTenant(
  db: Queryable,
  tenant: string,
  until: 'transaction ends' | 'session ends',
): Promise<unknown> {
  return db.query(`select set_config('app.tenant', $1, ${until === 'transaction ends'})`, [tenant])
}

/** Reads what the chosen tenant may see. */
export async function readAmounts(db: Queryable): Promise<number[]> {
  const { rows } = await db.query(
    `select amount from invoices where tenant = current_setting('app.tenant', true)`,
  )
  return rows.map(({ amount }) => amount)
}
