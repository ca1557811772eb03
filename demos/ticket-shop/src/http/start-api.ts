import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Shop } from '../shop.ts'
import { traceRequest } from '../traces/trace-requests.ts'
import { createApp } from './create-app.ts'
import { allRoutes } from './all-routes.ts'
import { listen } from './listen.ts'

export interface Api extends AsyncDisposable {
  url: string
}

/** Longer than any request takes; a supervisor that stops processes waits longer. */
const drainMs = 10_000
const redisMs = 1_000

/**
 * Serves the API. Disposing it drains: health says no, and the API goes on until a balancer has noticed;
 * then it takes no connections, answers what is under way, and ends.
 */
export async function startApi(shop: Shop): Promise<Api> {
  const { HOST, PORT, DRAIN_SECONDS } = shop.configuration
  const underWay = new Set<ServerResponse>()
  const { health } = shop
  health.addCheck('database', () => shop.pool.query('select 1'), 'must')
  // The primary is asked for lists meanwhile.
  if (shop.standby) health.addCheck('standby', shop.standby.check, 'may')
  // The limiter counts by itself meanwhile, also while Redis reads and takes no writes.
  health.addCheck(
    'redis',
    () => shop.redis.set(shop.name('asked-for-readiness'), '', 'EX', 60),
    'may',
  )
  const app = createApp(shop, allRoutes())
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 15_000, keepAliveTimeout: 10_000 },
    (request, response) => {
      underWay.add(response)
      response.once('close', () => underWay.delete(response))
      if (health.isDraining()) response.setHeader('Connection', 'close')
      traceRequest(request, response, () => app(request, response))
    },
  )
  await connected(shop)
  const names = { host: 'HOST', port: 'PORT' }
  const url = await listen(server, { host: HOST, port: PORT, names })
  return {
    url,
    async [Symbol.asyncDispose]() {
      health.drain()
      // A client with a connection is told not to ask on it again.
      for (const response of underWay) {
        if (!response.headersSent) response.setHeader('Connection', 'close')
      }
      if (DRAIN_SECONDS > 0) await wait(DRAIN_SECONDS * 1000)
      await close(server)
    },
  }
}

/** Lets the limiter begin with Redis. Without it the limiter does by itself: nothing waits for long. */
async function connected({ redis }: Shop): Promise<void> {
  if (redis.status === 'ready') return
  const over = new AbortController()
  const { signal } = over
  await Promise.race([
    once(redis, 'ready', { signal }),
    wait(redisMs, undefined, { signal }),
  ]).catch(() => {})
  over.abort()
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  // Closes connections that wait for a request, too.
  server.close()
  const timer = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearTimeout(timer)
}
