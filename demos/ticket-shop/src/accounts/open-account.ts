import { randomUUID } from 'node:crypto'
import { inTransaction } from '@lab/servers/in-transaction'
import type { Shop } from '../shop.ts'
import type { Account } from './access-token.ts'
import { issueTokens } from './issue-tokens.ts'
import type { Tokens } from './issue-tokens.ts'
import type { Credentials } from './open-session.ts'
import { hashPassword } from './password.ts'

export interface OpenedAccount {
  account: Account & { email: string }
  tokens: Tokens
}

/** Returns undefined when an account has the email. The plan is the one that every account begins with. */
export async function openAccount(
  { pool, configuration, hashes }: Shop,
  { email, password, role }: Credentials & Pick<Account, 'role'>,
): Promise<OpenedAccount | undefined> {
  const passwordHash = await hashes.run(() => hashPassword(password, configuration.BCRYPT_COST))
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<Account & { email: string }>(
      `insert into accounts (email, password_hash, role) values ($1, $2, $3)
       on conflict (email) do nothing returning id, email, role, plan`,
      [email, passwordHash, role],
    )
    const [account] = rows
    if (account === undefined) return undefined
    return { account, tokens: await issueTokens(client, configuration, account, randomUUID()) }
  })
}
