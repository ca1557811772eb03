// The setting ends with its transaction, whether it commits or rolls back. It needs a transaction for
// a read too: two round trips more. It is also right behind PgBouncer in transaction mode.
import { inTransaction } from '@lab/servers/in-transaction'
import { chooseTenant, readAmounts } from './sees-its-tenant-only.ts'
import type { ReadInvoices } from './sees-its-tenant-only.ts'

export const setLocal: ReadInvoices = (pool, tenant) =>
  inTransaction(pool, async (client) => {
    if (tenant !== undefined) await chooseTenant(client, tenant, 'transaction ends')
    return readAmounts(client)
  })
