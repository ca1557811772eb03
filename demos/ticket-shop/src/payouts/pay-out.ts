// Pays out what the ledger says is due. Two payouts at once would both read the same sum; at
// serializable the second one fails with 40001, and reads again.
import { retryOn40001 } from '@lab/isolation-levels'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Shop } from '../shop.ts'
import { TooBusyError } from '../accounts/queue-hashes.ts'
import { reached } from '../reached.ts'

/** One of those that meet always commits, so that many have to meet for a third try. */
const mostTries = 20

export interface Payout {
  id: string
  amountCents: number
}

/** Returns undefined when nothing is due. */
export function payOut(
  shop: Pick<Shop, 'pool' | 'ways'>,
  organiserId: string,
): Promise<Payout | undefined> {
  const work = () =>
    inTransaction(
      shop.pool,
      async (client) => {
        // One payout is one integer; what is above it is due next time.
        const { rows } = await client.query<{ due: number }>(
          `select least(coalesce(sum(amount_cents), 0), 2147483647)::int as due
           from ledger where organiser_id = $1`,
          [organiserId],
        )
        const { due } = rows[0]!
        // RACE: at the default level another request pays out the same sum here.
        await reached('balance read, not paid out')
        if (due <= 0) return undefined
        const paid = await client.query<Payout>(
          `insert into ledger (organiser_id, amount_cents) values ($1, -$2::int)
           returning id, -amount_cents as "amountCents"`,
          [organiserId, due],
        )
        return paid.rows[0]!
      },
      { level: shop.ways.payoutLevel },
    )
  let tries = 0
  return retryOn40001(() => {
    tries += 1
    if (tries > mostTries)
      throw new TooBusyError(`Cannot pay out: others were first ${mostTries} times`)
    return work()
  })
}
