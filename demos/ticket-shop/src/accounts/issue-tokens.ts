import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import type { Configuration } from '../configuration.ts'
import { signAccessToken } from './access-token.ts'
import type { Account } from './access-token.ts'

export const tokens = z
  .object({ accessToken: z.string(), refreshToken: z.string(), expiresInSeconds: z.int() })
  .meta({ id: 'Tokens' })

export type Tokens = z.infer<typeof tokens>

/** 32 random bytes. They cannot be guessed, so one round of a fast hash is enough. */
export const refreshToken = z.string().regex(/^[\w-]{43}$/)

/** The database has this only: who reads it can use none. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Adds a pair to a family: one that is signed, and one that is remembered. */
export async function issueTokens(
  db: Pick<ClientBase, 'query'>,
  configuration: Configuration,
  account: Account,
  family: string,
  token = randomBytes(32).toString('base64url'),
): Promise<Tokens> {
  await db.query(
    `insert into refresh_tokens (token_hash, family, account_id, expires_at)
     values ($1, $2, $3, now() + make_interval(secs => $4))`,
    [hashOf(token), family, account.id, configuration.REFRESH_TOKEN_SECONDS],
  )
  return pairOf(account, token, configuration)
}

/** A pair of which the second token is remembered already. */
export const pairOf = (
  account: Account,
  refresh: string,
  configuration: Configuration,
): Tokens => ({
  accessToken: signAccessToken(account, configuration),
  refreshToken: refresh,
  expiresInSeconds: Math.ceil(configuration.ACCESS_TOKEN_SECONDS),
})

/**
 * The token that follows another one. It is always the same, so that it can be given again when the
 * reply was lost; without the secret nobody can tell it from random bytes.
 */
export const successorOf = (token: string, { TOKEN_SECRET }: Configuration): string =>
  createHmac('sha256', TOKEN_SECRET).update(`follows ${token}`).digest('base64url')
