// A small server for those who run the shop, beside what a role does: health and metrics. It is not
// where customers come, so it has no limits, and by default it is reached from this machine only.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Shop } from '../shop.ts'
import { createApp } from './create-app.ts'
import { listen } from './listen.ts'
import type { Route } from './route.ts'

/** Serves these routes until it is disposed: begin before a role starts, and end after it. */
export async function serveOperations(
  shop: Shop,
  routes: readonly Route[],
): Promise<{ url: string } & AsyncDisposable> {
  const { HEALTH_HOST: host, HEALTH_PORT: port } = shop.configuration
  const app = createApp(
    shop,
    routes.map((route) => ({ ...route, unlimited: true })),
  )
  const server = createServer({ requestTimeout: 5_000, keepAliveTimeout: 5_000 }, app)
  const names = { host: 'HEALTH_HOST', port: 'HEALTH_PORT' }
  const url = await listen(server, { host, port, names })
  return {
    url,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      // A probe that is cut off asks again; nothing waits for it.
      server.closeAllConnections()
      await closed
    },
  }
}
