import { postgres } from '@lab/servers/postgres'
import type { Postgres } from '@lab/servers/postgres'
import { conduct } from '../../src/conduct.ts'
import type { Race } from '../../src/conduct.ts'

/** Puts an amount on the account, as the library's own manual would write it. */
export type Deposit = (amount: number) => Promise<unknown>

export interface Account extends AsyncDisposable {
  db: Postgres
  /** Two clerks put 10 and 20 on an account that holds 100. */
  race(deposit: Deposit): Race
}

/** One account in a database of its own: a balance that is read and then written. */
export async function openAccount(): Promise<Account> {
  const db = await postgres({
    schema: 'create table accounts (id int primary key, balance int not null)',
  })
  const plain = db.pool()
  return {
    db,
    race: (deposit) =>
      conduct({
        setup: () => plain.query('delete from accounts; insert into accounts values (1, 100)'),
        actors: { alice: () => deposit(10), bob: () => deposit(20) },
        invariant: async () => {
          const { rows } = await plain.query<{ balance: number }>('select balance from accounts')
          const { balance } = rows[0]!
          return balance === 130 ? undefined : `30 were put on 100, the balance is ${balance}`
        },
      }),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}
