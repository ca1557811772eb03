import type { Request, Response } from 'express'
import { readAccessToken } from '../accounts/access-token.ts'
import type { Account } from '../accounts/access-token.ts'
import type { Configuration } from '../configuration.ts'
import type { ProblemKind } from './problems.ts'
import type { Asker } from './route.ts'

/** Says whose token a request brings. A token that is not valid is none. */
export function readAccount(request: Request, configuration: Configuration): Account | undefined {
  const token = /^Bearer +([\w.-]+)$/i.exec(request.get('Authorization') ?? '')?.[1]
  return token === undefined ? undefined : readAccessToken(token, configuration)
}

/** The account that asked, once it is known. */
export const accountOf = (response: Response) => response.locals['account'] as Account | undefined

export function refusalOf(account: Account | undefined, asker: Asker): ProblemKind | undefined {
  if (asker === 'anyone') return undefined
  if (account === undefined) return 'not-logged-in'
  return asker === 'account' || asker === account.role ? undefined : 'wrong-role'
}
