// Locks the document before it is read. For a change that only the application can compute.
import { inTransaction } from '@lab/servers/in-transaction'
import type { SetKey } from './keeps-both-changes.ts'

export const rowLock: SetKey = (pool, key, value) =>
  inTransaction(pool, async (client): Promise<'set'> => {
    // BLOCKS: until the other client has committed.
    const { rows } = await client.query('select body from documents where id = 1 for update')
    const body = JSON.stringify({ ...rows[0].body, [key]: value })
    await client.query('update documents set body = $1 where id = 1', [body])
    return 'set'
  })
