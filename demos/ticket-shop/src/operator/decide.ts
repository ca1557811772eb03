// What an operator decides about a parked order, a dead letter or a dead mail: try it again, or give
// it up. Who decided what stands in the same transaction, and nothing is decided twice.
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase } from 'pg'
import { takeBack } from '../saga/take-back.ts'
import type { Shop } from '../shop.ts'
import { isOverdue } from './list-parked.ts'

export type Decision = 'retry' | 'give up'
export type Subject = 'order' | 'dead letter' | 'mail'

export interface Decided {
  id: string
  subject: string
  decision: Decision
  accountId: string
}

type Queryable = Pick<ClientBase, 'query'>

type Act = (
  client: Queryable,
  id: string,
  decision: Decision,
  holdSeconds: number,
) => Promise<boolean>

/** Each says whether there was something to decide. */
const acts: Record<Subject, Act> = {
  // Also one that is cancelled, and of which something is wrong: it stays cancelled. And one that should
  // have ended: it can be given up, and its orchestrator finds no saga.
  async order(client, id, decision, holdSeconds) {
    const endsSaga = decision === 'give up' && (await endSaga(client, id))
    const { rows } = await client.query<{ status: 'pending' | 'cancelled' }>(
      `update orders set status = case when status = 'cancelled' then status else $2 end,
         parked_because = null,
         reconciled_at = case when status = 'cancelled' and $2 = 'cancelled' then reconciled_at end,
         held_until = case $2 when 'pending' then now() + make_interval(secs => $3)
                      else held_until end
       where id = $1
       and (status = 'parked' or status = 'cancelled' and parked_because is not null
            or status = 'pending' and $4)
       returning status`,
      [id, decision === 'retry' ? 'pending' : 'cancelled', holdSeconds, endsSaga],
    )
    const [order] = rows
    if (order?.status === 'pending') await beginAgain(client, id)
    // What was charged the reconciler pays back.
    else if (order !== undefined && decision === 'give up') await takeBack(client, id)
    return order !== undefined
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
  { pool, configuration }: Pick<Shop, 'pool' | 'configuration'>,
  accountId: string,
  [subject, id]: [Subject, string],
  decision: Decision,
): Promise<Decided | undefined> {
  return inTransaction(pool, async (client) => {
    const holdSeconds = configuration.HOLD_SECONDS
    if (!(await acts[subject](client, id, decision, holdSeconds))) return undefined
    const { rows } = await client.query<Decided>(
      `insert into decisions (account_id, subject, decision) values ($1, $2, $3)
       returning id, account_id as "accountId", subject, decision`,
      [accountId, `${subject} ${id}`, decision],
    )
    return rows[0]
  })
}

/** As an orchestrator that ends it does, and in the same order: the saga first. */
async function endSaga(client: Queryable, orderId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from sagas using orders where order_id = $1 and orders.id = order_id
     and (status <> 'pending' or ${isOverdue})`,
    [orderId],
  )
  return rowCount === 1
}

/**
 * An orchestrator goes on where the log ends; a charge has the time of a new hold. Tickets are asked for
 * again: they may be what is wrong.
 */
async function beginAgain(client: Queryable, orderId: string): Promise<void> {
  await client.query(`delete from saga_log where order_id = $1 and command = 'issue'`, [orderId])
  await client.query(
    `insert into sagas (order_id) values ($1)
     on conflict (order_id) do update set taken = 0, tries = 0, next_at = now()`,
    [orderId],
  )
  // It has waited with its order, and not been tried.
  await client.query(
    `update mails set tries = 0, next_at = now(), created_at = now()
     where order_id = $1 and status = 'due'`,
    [orderId],
  )
}
