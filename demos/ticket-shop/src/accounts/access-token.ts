import jwt from 'jsonwebtoken'
import { z } from 'zod'
import type { Configuration } from '../configuration.ts'
import { id } from '../http/id.ts'

export interface Account {
  id: string
  /** Nobody registers as an operator: it is written into the database. */
  role: 'buyer' | 'organiser' | 'operator'
  plan: 'standard' | 'premium'
}

const issuer = 'ticket-shop'
const audience = 'ticket-shop-api'

const claims = z.object({
  sub: id,
  role: z.enum(['buyer', 'organiser', 'operator']),
  plan: z.enum(['standard', 'premium']),
  // Without it a token would be valid for ever.
  exp: z.int(),
})

/** Says who asks for as long as it lasts: a change of the account is seen by the next token. */
export function signAccessToken({ id: subject, role, plan }: Account, by: Configuration): string {
  return jwt.sign({ role, plan }, by.TOKEN_SECRET, {
    algorithm: 'HS256',
    issuer,
    audience,
    subject,
    // Whole seconds: what is rounded down to none would never be valid.
    expiresIn: Math.ceil(by.ACCESS_TOKEN_SECONDS),
  })
}

/** Returns undefined for whatever this service has not signed for itself, or has ended. */
export function readAccessToken(token: string, { TOKEN_SECRET }: Configuration) {
  try {
    const { sub, role, plan } = claims.parse(
      // Without the list a token could choose how it is checked.
      jwt.verify(token, TOKEN_SECRET, { algorithms: ['HS256'], issuer, audience }),
    )
    return { id: sub, role, plan } satisfies Account
  } catch {
    return undefined
  }
}
