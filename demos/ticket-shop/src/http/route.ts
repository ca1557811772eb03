// What the API is made of. One description of a route checks its requests, answers them, and stands
// in the OpenAPI document.
import type { RequestHandler } from 'express'
import type { z } from 'zod'
import type { Account } from '../accounts/access-token.ts'
import type { Shop } from '../shop.ts'
import type { ProblemKind } from './problems.ts'

/** Who may ask: every caller, a logged-in one, or one of that role. */
export type Asker = 'anyone' | 'account' | Account['role']

export interface Input {
  params?: z.ZodObject
  query?: z.ZodObject
  /** By names in lower case. */
  headers?: z.ZodObject
  body?: z.ZodObject
}

export interface AnswerDescription {
  description: string
  /** Of the body. By default it is JSON; a body of another type is text. */
  type?: string
  schema?: z.ZodType
  headers?: z.ZodObject
}

export interface RouteAnswer {
  status: number
  body?: unknown
  headers?: Record<string, string>
  /** Whether a row was added for it, and committed: then the database takes writes. */
  wrote?: boolean
}

export interface ProblemAnswer<Kind extends ProblemKind = ProblemKind> {
  problem: Kind
  detail?: string
  retryAfterSeconds?: number
}

/** What a handler gets: checked input, who asks, and the shop with the log of this request. */
export interface RouteRequest {
  shop: Shop
  account: Account | undefined
  params: unknown
  query: unknown
  headers: unknown
  body: unknown
}

export interface Route {
  method: 'get' | 'post'
  /** As Express has it: `/events/:id`. */
  path: string
  summary: string
  asker: Asker
  /** Probes are not counted by the rate limiter. */
  unlimited?: boolean
  /** Besides the requests of a minute: runs when the body was read, and before it is checked. */
  limit?: (shop: Shop) => RequestHandler[]
  input: Input
  answers: Record<number, AnswerDescription>
  /** Besides those that come with its asker and input. */
  problems: readonly ProblemKind[]
  handle(asked: RouteRequest): Promise<RouteAnswer | ProblemAnswer>
}

type Read<I, Part extends keyof Input> =
  I extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined

interface TypedRequest<I, A extends Asker> extends RouteRequest {
  account: A extends 'anyone' ? Account | undefined : Account
  params: Read<I, 'params'>
  query: Read<I, 'query'>
  headers: Read<I, 'headers'>
  body: Read<I, 'body'>
}

type TypedAnswer<D> = {
  [Status in keyof D & number]: Pick<RouteAnswer, 'wrote'> & {
    status: Status
  } & (D[Status] extends {
      schema: infer S extends z.ZodType
    }
      ? { body: z.input<S> }
      : { body?: undefined }) &
    (D[Status] extends { headers: infer H extends z.ZodType } ? { headers: z.input<H> } : unknown)
}[keyof D & number]

/** Ties the types of a handler to the schemas of its route. */
export function route<
  const I extends Input,
  const A extends Asker,
  const D extends Record<number, AnswerDescription>,
  const P extends readonly ProblemKind[],
>(
  description: Omit<Route, 'asker' | 'input' | 'answers' | 'problems' | 'handle'> & {
    asker: A
    input: I
    answers: D
    problems: P
    handle(
      asked: TypedRequest<I, A>,
    ): Promise<TypedAnswer<NoInfer<D>> | ProblemAnswer<NoInfer<P>[number]>>
  },
): Route {
  return description as unknown as Route
}
