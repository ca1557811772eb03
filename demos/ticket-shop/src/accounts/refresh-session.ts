// Trades a refresh token for a new pair. A token that comes again within a few seconds gets the same
// pair: a reply was lost, or two tabs asked at once. Later it is in two hands, and nobody knows which
// are the thief's: its whole family ends.
import { inTransaction } from '@lab/servers/in-transaction'
import type { ClientBase } from 'pg'
import type { Shop } from '../shop.ts'
import type { Account } from './access-token.ts'
import { hashOf, issueTokens, pairOf, successorOf } from './issue-tokens.ts'
import type { Tokens } from './issue-tokens.ts'

type Queryable = Pick<ClientBase, 'query'>

/** Returns undefined when the token is none, has ended, or was used: then its family has ended, too. */
export function refreshSession(
  { pool, configuration }: Pick<Shop, 'pool' | 'configuration'>,
  token: string,
): Promise<Tokens | undefined> {
  return inTransaction(pool, async (client) => {
    const account = await lockAccount(client, token)
    if (account === undefined) return undefined
    const { rows } = await client.query<{ family: string; valid: boolean }>(
      `update refresh_tokens set used_at = now() where token_hash = $1 and used_at is null
       returning family, expires_at > now() as valid`,
      [hashOf(token)],
    )
    const [used] = rows
    const next = successorOf(token, configuration)
    if (used?.valid) return issueTokens(client, configuration, account, used.family, next)
    if (used !== undefined) return undefined
    if (await wasUsedNow(client, token, next, configuration.REUSE_SECONDS))
      return pairOf(account, next, configuration)
    // An error would roll back, and the family would live on.
    return endFamily(client, token)
  })
}

/**
 * Whether a token was used a moment ago, and what followed it is still unused. The price: a thief who
 * is as fast gets the same pair, and is found out by the next use that comes later.
 */
async function wasUsedNow(
  client: Queryable,
  token: string,
  next: string,
  withinSeconds: number,
): Promise<boolean> {
  // Not now(): that is when this transaction began, which may be before the other one did.
  const { rowCount } = await client.query(
    `select from refresh_tokens as used join refresh_tokens as following using (family)
     where used.token_hash = $1 and used.used_at > clock_timestamp() - make_interval(secs => $3)
     and following.token_hash = $2 and following.used_at is null and following.expires_at > now()`,
    [hashOf(token), hashOf(next), withinSeconds],
  )
  return rowCount === 1
}

/** Ends the family of a token. Access tokens live on until they end by themselves. */
export function endSession({ pool }: Pick<Shop, 'pool'>, token: string): Promise<void> {
  return inTransaction(pool, async (client) => {
    if (await lockAccount(client, token)) await endFamily(client, token)
  })
}

/**
 * One at a time for each account: the end of a family must not miss the token that another request
 * is adding to it. Orders of the account go on meanwhile.
 */
async function lockAccount(client: Queryable, token: string): Promise<Account | undefined> {
  // BLOCKS: behind another request with a token of this account.
  const { rows } = await client.query<Account>(
    `select accounts.id, role, plan from accounts join refresh_tokens on account_id = accounts.id
     where token_hash = $1 for no key update of accounts`,
    [hashOf(token)],
  )
  return rows[0]
}

async function endFamily(client: Queryable, token: string): Promise<undefined> {
  await client.query(
    `update refresh_tokens set used_at = now() where used_at is null
     and family = (select family from refresh_tokens where token_hash = $1)`,
    [hashOf(token)],
  )
}
