// What the services answered, in the orchestrator's database. It is all that a saga knows.
import type { ClientBase, Pool } from 'pg'
import type { Entry, Outcome } from './next-of.ts'

/** A pool, or the client of a transaction. */
export type Database = Pool | Pick<ClientBase, 'query'>

/**
 * Writes an answer into the table `saga_log (order_id, command, outcome, place)`, whose key is the
 * order and the command.
 *
 * @param command As `nextOf` asks for it: `charge`, or `refund 2`.
 * @returns False when the log has an answer to this command: then another process has gone on.
 */
export async function takeNote(
  database: Database,
  orderId: string,
  command: string,
  outcome: Outcome,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'insert into saga_log (order_id, command, outcome) values ($1, $2, $3) on conflict do nothing',
    [orderId, command, outcome],
  )
  return rowCount === 1
}

/** Reads what was answered for an order, the oldest first, for `nextOf`. */
export async function readLog(database: Database, orderId: string): Promise<Entry[]> {
  const { rows } = await database.query(
    'select command, outcome from saga_log where order_id = $1 order by place',
    [orderId],
  )
  return rows
}
