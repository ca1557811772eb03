// The statement as it stands in most migrations. It changes the catalogue only.
// Breaks: it first waits for every transaction that has read the table, and all later reads wait for it.
import { inTransaction } from '@lab/servers/in-transaction'
import type { AddEmail, Answer } from './add-email.ts'

export const alterAtOnce: AddEmail = (pool) =>
  inTransaction<Answer>(pool, async (client) => {
    // BLOCKS: until every open transaction that has touched the table ends. New ones queue behind.
    await client.query('alter table customers add column email text')
    return 'added'
  })
