// Takes the table's lock only if it is free this instant, and never stands in the queue.
// Costs many tries: on a busy table there is seldom a moment without any open transaction.
import { inTransaction } from '@lab/servers/in-transaction'
import { unlessBusy } from './add-email.ts'
import type { AddEmail } from './add-email.ts'

export const lockNowait: AddEmail = async (pool) => {
  const found = await unlessBusy(
    inTransaction(pool, async (client) => {
      await client.query('lock table customers in access exclusive mode nowait')
      await client.query('alter table customers add column email text')
    }),
  )
  return found === 'added' ? 'added' : 'gave up'
}
