// Stores the id of a message and does its work in one transaction: both are committed, or neither.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool, PoolClient } from 'pg'

/**
 * Does the work of a message unless it was done before. Needs the table `inbox`, whose key is
 * `message_id`.
 *
 * @param messageId Given by the producer before the message was sent. Two consumers that share an
 *   inbox put their names before it.
 * @param work Is rolled back when it throws, with the id: then the message counts as new.
 * @returns What the work returned.
 */
export function processOnce<Result>(
  pool: Pool,
  messageId: string,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result | 'seen before'> {
  return inTransaction<Result | 'seen before'>(pool, async (client) => {
    // BLOCKS: behind another delivery of the message, until its transaction ends.
    const { rowCount } = await client.query(
      'insert into inbox (message_id) values ($1) on conflict do nothing',
      [messageId],
    )
    return rowCount === 0 ? 'seen before' : work(client)
  })
}
