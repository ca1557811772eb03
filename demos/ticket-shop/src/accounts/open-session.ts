import { randomUUID } from 'node:crypto'
import type { Shop } from '../shop.ts'
import type { Account } from './access-token.ts'
import { issueTokens } from './issue-tokens.ts'
import type { Tokens } from './issue-tokens.ts'
import { checkPassword } from './password.ts'

export interface Credentials {
  email: string
  password: string
}

/** Logs in. Returns undefined for a wrong password and for no account alike, after as long. */
export async function openSession(
  { pool, configuration, hashes }: Shop,
  { email, password }: Credentials,
): Promise<Tokens | undefined> {
  const { rows } = await pool.query<Account & { passwordHash: string }>(
    'select id, role, plan, password_hash as "passwordHash" from accounts where email = $1',
    [email],
  )
  const [account] = rows
  const right = await hashes.run(() =>
    checkPassword(password, account?.passwordHash, configuration.BCRYPT_COST),
  )
  if (!right || account === undefined) return undefined
  return issueTokens(pool, configuration, account, randomUUID())
}
