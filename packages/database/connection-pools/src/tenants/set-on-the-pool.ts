// Two statements through the pool. Each may go over another connection, so the tenant is set on one
// and the invoices are read on another. One request at a time gets the same connection: tests pass.
import { chooseTenant, readAmounts } from './sees-its-tenant-only.ts'
import type { ReadInvoices } from './sees-its-tenant-only.ts'

export const setOnThePool: ReadInvoices = async (pool, tenant) => {
  if (tenant !== undefined) await chooseTenant(pool, tenant, 'session ends')
  // RACE: another request takes this connection, or sets its tenant on it.
  return readAmounts(pool)
}
