// Opens a connection for each request, and closes it. A process of the server, a handshake and a
// password for each; and as many at once as there are requests: the server refuses the rest.
import { Client } from 'pg'
import type { OpenConnections } from './fits-the-server.ts'

export const connectPerRequest: OpenConnections = (url) => ({
  async take() {
    const client = new Client({ connectionString: url })
    await client.connect()
    return { [Symbol.asyncDispose]: () => client.end() }
  },
  waiting: () => 0,
  [Symbol.asyncDispose]: () => Promise.resolve(),
})
