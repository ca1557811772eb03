// What an operator decides about a parked order, a dead letter or a dead mail: try it again, or give
// it up. Who decided what stands in the same transaction, and nothing is decided twice.
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase, Pool } from 'pg'
import { takeBack } from '../saga/take-back.ts'

export type Decision = 'retry' | 'give up'
export type Subject = 'order' | 'dead letter' | 'mail'

export interface Decided {
  id: string
  subject: string
  decision: Decision
  accountId: string
}

type Queryable = Pick<ClientBase, 'query'>

/** Each says whether there was something to decide. */
const acts: Record<Subject, (client: Queryable, id: string, what: Decision) => Promise<boolean>> = {
  async order(client, id, decision) {
    const status = decision === 'retry' ? 'pending' : 'cancelled'
    const { rowCount } = await client.query(
      `update orders set status = $2, parked_because = null, reconciled_at = null
       where id = $1 and status = 'parked'`,
      [id, status],
    )
    if (rowCount === 0) return false
    // What was charged the reconciler pays back.
    await (decision === 'retry' ? beginAgain(client, id) : takeBack(client, id))
    return true
  },
  async 'dead letter'(client, id, decision) {
    const { rows } = await client.query(
      `update dead_letters set settled = $2 where id = $1 and settled is null
       returning topic, coalesce(key, '') as key, coalesce(value, '') as value`,
      [id, decision],
    )
    if (rows.length === 0) return false
    if (decision === 'retry') {
      const { topic, key, value } = rows[0]
      await client.query('insert into outbox (topic, key, value) values ($1, $2, $3)', [
        topic,
        key,
        value,
      ])
    }
    return true
  },
  async mail(client, orderId, decision) {
    const { rowCount } = await client.query(
      `update mails set status = $2, tries = 0, next_at = now(), created_at = now()
       where order_id = $1 and status = 'dead'`,
      [orderId, decision === 'retry' ? 'due' : 'given up'],
    )
    return rowCount === 1
  },
}

/** Returns undefined when there is nothing of this id to decide, or no longer. */
export function decide(
  pool: Pool,
  accountId: string,
  [subject, id]: [Subject, string],
  decision: Decision,
): Promise<Decided | undefined> {
  return inTransaction(pool, async (client) => {
    if (!(await acts[subject](client, id, decision))) return undefined
    const { rows } = await client.query<Decided>(
      `insert into decisions (account_id, subject, decision) values ($1, $2, $3)
       returning id, account_id as "accountId", subject, decision`,
      [accountId, `${subject} ${id}`, decision],
    )
    return rows[0]
  })
}

/** An orchestrator goes on where the log ends. */
async function beginAgain(client: Queryable, orderId: string): Promise<void> {
  await client.query('insert into sagas (order_id) values ($1)', [orderId])
}
