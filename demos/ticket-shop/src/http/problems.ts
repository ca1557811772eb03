// What can go wrong, as RFC 9457 has it. A type is a name and no address: a tag URI, as RFC 4151 has
// it, stays the same wherever the service runs.
import type { Response } from 'express'
import { z } from 'zod'

const kinds = {
  'invalid-request': { status: 400, title: 'The request does not fit its description' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'not-logged-in': { status: 401, title: 'An access token is needed' },
  'wrong-credentials': { status: 401, title: 'No account has this email and password' },
  'refresh-refused': { status: 401, title: 'The refresh token is not valid, log in again' },
  'wrong-role': { status: 403, title: 'This is for accounts of another role' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'The path has other methods' },
  'email-taken': { status: 409, title: 'There is an account with this email' },
  'sold-out': { status: 409, title: 'So many seats are not free' },
  'nothing-due': { status: 409, title: 'There is nothing to pay out' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON' },
  'key-of-another-request': { status: 422, title: 'The key came with another request before' },
  'ticket-needed': { status: 428, title: 'Take a place in the waiting room first' },
  'not-your-turn': { status: 429, title: 'Others are before you' },
  'internal-error': { status: 500, title: 'The service has failed' },
  unavailable: { status: 503, title: 'The service cannot answer now, try again' },
} as const

export type ProblemKind = keyof typeof kinds

export interface InvalidPart {
  in: 'body' | 'header' | 'path' | 'query'
  /** A JSON pointer, as a fragment. */
  pointer: string
  detail: string
}

export interface ProblemDetails {
  detail?: string
  /** When to ask again. */
  retryAfterSeconds?: number
  errors?: InvalidPart[]
}

const typeOf = (kind: ProblemKind) => `tag:ticket-shop.example,2026:${kind}`

export const statusOf = (kind: ProblemKind): number => kinds[kind].status

/** Says in one line what the document lists of a kind. */
export const describeProblem = (kind: ProblemKind): string => `${kind}: ${kinds[kind].title}`

/** All kinds, for the document: also those that belong to no route. */
export const problemList = [
  'Every answer from 400 up to a request that is HTTP is a problem document (RFC 9457) of one of these types:',
  ...(Object.keys(kinds) as ProblemKind[]).map(
    (kind) => `- \`${typeOf(kind)}\` (${kinds[kind].status}): ${kinds[kind].title}`,
  ),
].join('\n')

/** Describes the problems that share a status. */
export const problemSchema = (status: number, of: readonly ProblemKind[]) =>
  z.object({
    type: z.enum(of.map(typeOf)),
    title: z.string(),
    status: z.literal(status),
    detail: z.string().optional(),
    instance: z.string().describe('The id of the request'),
    errors: z
      .array(
        z.object({
          in: z.enum(['body', 'header', 'path', 'query']),
          pointer: z.string(),
          detail: z.string(),
        }),
      )
      .optional(),
  })

export function sendProblem(
  response: Response,
  kind: ProblemKind,
  { detail, errors, retryAfterSeconds }: ProblemDetails = {},
): void {
  const { status, title } = kinds[kind]
  if (kind === 'not-logged-in') response.set('WWW-Authenticate', 'Bearer')
  // Where no better time is known: soon.
  const soon = kind === 'unavailable' ? 1 : undefined
  const retryAfter = retryAfterSeconds ?? soon
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter))
  response
    .status(status)
    .type('application/problem+json')
    .send({ type: typeOf(kind), title, status, detail, instance: requestId(response), errors })
}

export const requestId = (response: Response): string => response.get('X-Request-Id')!
