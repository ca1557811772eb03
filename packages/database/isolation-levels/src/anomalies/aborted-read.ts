// Alice's deposit is taken back; Bob reads the balance meanwhile.
// An aborted read sees money that never existed: the classic dirty read.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { anomaly } from '../anomaly.ts'
import type { Level } from '../levels.ts'

class CardDeclinedError extends Error {
  override readonly name = 'CardDeclinedError'
}

async function depositDeclined(pool: Pool, level: Level): Promise<'declined'> {
  try {
    return await inTransaction(
      pool,
      async (client) => {
        await client.query('update accounts set balance = balance + 50 where id = 1')
        // RACE: another client may look at the balance here.
        throw new CardDeclinedError()
      },
      { level },
    )
  } catch (error) {
    if (error instanceof CardDeclinedError) return 'declined'
    throw error
  }
}

function readBalance(pool: Pool, level: Level): Promise<number> {
  return inTransaction(
    pool,
    async (client) => {
      const { rows } = await client.query('select balance from accounts where id = 1')
      return rows[0].balance
    },
    { level },
  )
}

export const abortedRead = anomaly<{ alice: 'declined'; bob: number }>({
  id: 'aborted-read',
  code: 'G1a',
  name: 'aborted read',
  story:
    'Alice deposits 50, the card is declined, and she rolls back. Bob reads the 50 that never came.',
  promise: 'no reader sees money that never came',
  setup: 'truncate accounts; insert into accounts values (1, 100)',
  actors: { alice: depositDeclined, bob: readBalance },
  async happened({ bob }) {
    return bob === undefined || bob === 100 ? undefined : `100 was ever there, bob saw ${bob}`
  },
})
