// Reads whether the coupon is free, then marks it. The transaction makes nothing wait for the read,
// so two customers may both read that it is free.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Answer } from './redeems-coupon-once.ts'

export function readThenMark(pool: Pool, code: string, customer: string): Promise<Answer> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query('select redeemed_by from coupons where code = $1', [code])
    if (rows[0]?.redeemed_by !== null) return 'used'
    // RACE: another customer reads the same coupon as free here.
    await client.query('update coupons set redeemed_by = $2 where code = $1', [code, customer])
    return 'redeemed'
  })
}
