import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool, PoolClient } from 'pg'
import type { Database } from '../open-database.ts'

/** One way to run work in a transaction on a client of a pool. */
export type RunInTransaction = (
  pool: Pool,
  work: (client: PoolClient) => Promise<void>,
) => Promise<void>

/**
 * The contract: a transfer that fails leaves nothing, whichever request has its connection next.
 * Alice moves 10 to account 9, which is missing; Bob moves 5 from 2 to 3. Their pool has one
 * connection.
 */
export function leavesNothingOfAFailure(
  { onePool, plain }: Database,
  runInTransaction: RunInTransaction,
): Race {
  const transfer = (from: number, to: number, amount: number) =>
    runInTransaction(onePool, async (client) => {
      await change(client, from, `- ${amount}`)
      await change(client, to, `+ ${amount}`)
    })
  return conduct({
    setup: () =>
      plain.query('truncate accounts; insert into accounts values (1, 100), (2, 100), (3, 100)'),
    actors: { alice: () => transfer(1, 9, 10), bob: () => transfer(2, 3, 5) },
    invariant: async ({ bob }) => {
      const { rows } = await plain.query('select balance from accounts order by id')
      const [one, two, three] = rows.map(({ balance }) => balance)
      if (bob?.kind !== 'finished') return 'bob got no answer'
      if (two !== 95 || three !== 105)
        return `bob was told "done", and ${two} and ${three} are there`
      return one === 100 ? undefined : `${100 - one} of account 1 are gone`
    },
  })
}

async function change(client: PoolClient, account: number, update: string): Promise<void> {
  const { rowCount } = await client.query(
    `update accounts set balance = balance ${update} where id = $1`,
    [account],
  )
  // No error of the server: its transaction could go on.
  if (rowCount === 0) throw new Error(`there is no account ${account}`)
}
