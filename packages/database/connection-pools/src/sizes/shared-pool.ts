// One pool for the process. Requests beyond its size wait in the process, where waiting is cheap, and
// the server never has more connections than the pool is large.
import { Pool } from 'pg'
import type { OpenConnections } from './fits-the-server.ts'

export const poolSize = 8

export const sharedPool: OpenConnections = (url) => {
  const pool = new Pool({ connectionString: url, max: poolSize })
  return {
    async take() {
      const client = await pool.connect()
      return { [Symbol.asyncDispose]: () => Promise.resolve(client.release()) }
    },
    waiting: () => pool.waitingCount,
    [Symbol.asyncDispose]: () => pool.end(),
  }
}
