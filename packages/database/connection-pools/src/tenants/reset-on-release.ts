// Resets the session before it goes back. Costs a round trip for each checkout, and every checkout of
// the code base must do it: one that forgets hands its setting on.
import { chooseTenant, readAmounts } from './sees-its-tenant-only.ts'
import type { ReadInvoices } from './sees-its-tenant-only.ts'

export const resetOnRelease: ReadInvoices = async (pool, tenant) => {
  const client = await pool.connect()
  try {
    if (tenant !== undefined) await chooseTenant(client, tenant, 'session ends')
    const amounts = await readAmounts(client)
    await client.query('reset all')
    client.release()
    return amounts
  } catch (error) {
    // What state the session is in is unknown: the pool opens another one.
    client.release(true)
    throw error
  }
}
