// One client for both statements. The setting lasts as long as the session, and the session goes back
// to the pool: the next request that sets no tenant reads the invoices of this one.
import { chooseTenant, readAmounts } from './sees-its-tenant-only.ts'
import type { ReadInvoices } from './sees-its-tenant-only.ts'

export const setOnAClient: ReadInvoices = async (pool, tenant) => {
  const client = await pool.connect()
  try {
    if (tenant !== undefined) await chooseTenant(client, tenant, 'session ends')
    return await readAmounts(client)
  } finally {
    client.release()
  }
}
