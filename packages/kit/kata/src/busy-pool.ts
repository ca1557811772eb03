/**
 * Makes several pools one that never gives the same connection twice in a row, as a busy one may.
 * What an answer sends to the pool, and not to one client of it, is no transaction there.
 */
export function busyPool<Pool extends object>(pools: readonly Pool[]): Pool {
  let taken = 0
  return new Proxy(pools[0]!, {
    get(first, name) {
      const pool = name === 'query' || name === 'connect' ? pools[taken++ % pools.length]! : first
      const value: unknown = Reflect.get(pool, name, pool)
      return typeof value === 'function' ? value.bind(pool) : value
    },
  })
}
