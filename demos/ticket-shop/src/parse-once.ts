// Half of what a short statement costs PostgreSQL is to parse it. A connection that prepares it has
// that done once. It is still planned each time, with its values and the sizes of today: a plan that
// was made for an empty table would be kept while the table grows.
// Costs: after a migration that changes the type of a column, a connection has to be made anew.
import type { PoolClient } from 'pg'

export const planEachTime = '-c plan_cache_mode=force_custom_plan'

/** The texts are those of this program: there are not many. */
const names = new Map<string, string>()

/** Lets a connection parse each text with values once, however often it is sent. */
export function parseOnce(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const prepared = (text: unknown, values: unknown, ...more: unknown[]) =>
    typeof text === 'string' && Array.isArray(values)
      ? query({ name: nameOf(text), text, values }, ...more)
      : query(text, values, ...more)
  client.query = prepared as PoolClient['query']
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size + 1}`
  names.set(text, name)
  return name
}
