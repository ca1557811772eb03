import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackServer extends AsyncDisposable {
  /** As `http://127.0.0.1:40123`. */
  readonly url: string
}

/**
 * Serves an HTTP application on a free port of loopback.
 *
 * @param application An Express application, or any listener of `node:http`.
 * @returns Its address; disposing it ends its connections, those that are kept alive, too.
 */
export async function serveOnLoopback(application: RequestListener): Promise<LoopbackServer> {
  const server = createServer(application)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
