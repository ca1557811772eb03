import type { ClientBase } from 'pg'

/** Places where a process may die, or be overtaken, at the worst moment. */
export type Place =
  | 'order committed, not answered'
  | 'free seats read, not held'
  | 'balance read, not paid out'
  | 'charged, not noted'
  | 'tickets committed, not told'
  | 'tickets committed, offset not'
  | 'events sent, not deleted'

let visitor: ((place: Place) => Promise<void>) | undefined

/** Lets the demo and the tests hold or kill this process here. In service it does nothing. */
export async function reached(place: Place): Promise<void> {
  await visitor?.(place)
}

export function visitPlaces(visit: (place: Place) => Promise<void>): void {
  visitor = visit
}

/** Gives a client that reaches a place between its first statement and what follows. */
export function visitBetween(
  client: Pick<ClientBase, 'query'>,
  place: Place,
): Pick<ClientBase, 'query'> {
  if (visitor === undefined) return client
  let first = true
  const query = async (...args: Parameters<ClientBase['query']>) => {
    const result = await (client.query as (...all: unknown[]) => Promise<unknown>)(...args)
    if (first) await reached(place)
    first = false
    return result
  }
  return { query: query as unknown as ClientBase['query'] }
}
