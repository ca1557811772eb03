import type { ClientBase } from 'pg'
import { reached } from '../../src/reached.ts'
import type { Place } from '../../src/reached.ts'

type Queryable = Pick<ClientBase, 'query'>

/** Gives a client that reaches a place between its first statement and what follows. */
export function visitBetween(client: Queryable, place: Place): Queryable {
  let first = true
  const query = async (...args: Parameters<ClientBase['query']>) => {
    const result = await (client.query as (...all: unknown[]) => Promise<unknown>).apply(
      client,
      args,
    )
    if (first) await reached(place)
    first = false
    return result
  }
  return { query: query as unknown as ClientBase['query'] }
}
