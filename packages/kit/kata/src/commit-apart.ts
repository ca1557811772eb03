import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'

/**
 * Gives a pool on which a statement of its own is three steps, as it is in the server: it begins a
 * transaction, runs and commits. As one step it would hide that others come in before the commit,
 * so that `update ... where id = (select ...)` seems to check and to write at once.
 *
 * @param pool A watched one. What its `connect` gives stays as it is.
 */
export function commitApart(pool: Pool): Pool {
  const query = (text: string, values?: unknown[]) =>
    inTransaction(pool, (client) => client.query(text, values))
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'query') return query
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
