// The lock and the write are in one transaction: the lock is free when the transaction ends, and a
// worker whose connection is cut has written nothing. Costs a connection and a transaction that stay
// open for as long as the work takes, and all others are busy until then.
import { inTransaction } from '@lab/servers/in-transaction'
import { lockOf, readThenWrite } from './deposit.ts'
import type { Deposit } from './deposit.ts'

export const transactionAdvisoryLock: Deposit = (stores, id, amount) =>
  inTransaction(stores.pool, async (client) => {
    const tryLock = 'select pg_try_advisory_xact_lock(hashtext($1)) as held'
    const { rows } = await client.query(tryLock, [lockOf(id)])
    if (!rows[0].held) return 'busy'
    await readThenWrite(client, stores, id, amount)
    return 'done'
  })
