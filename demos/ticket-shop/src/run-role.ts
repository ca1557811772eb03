import type { ISocketFactory } from 'kafkajs'
import { ConfigurationError, readConfiguration } from './configuration.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { openShop } from './open-shop.ts'
import { watchOver } from './health/watch-over.ts'
import { healthRoutes } from './http/report-health.ts'
import { serveOperations } from './http/serve-operations.ts'
import type { BreakerState } from './payments/payments.ts'
import { openTraces } from './traces/open-traces.ts'
import type { Shop, Ways } from './shop.ts'

/** Hears how a role gets on, besides the log. */
export interface Listener {
  /** @param url Where the process tells of its health, also before it is ready. */
  onHealth?(url: string): void
  /** @param url Where the API listens. */
  onReady?(url?: string): void
  onBreaker?(state: BreakerState): void
}

/** Each loads what it needs, and nothing of the others. */
const roles: Record<string, (shop: Shop, listener: Listener) => Promise<AsyncDisposable>> = {
  async api(shop, { onReady }) {
    const { startApi } = await import('./http/start-api.ts')
    const api = await startApi(shop)
    shop.log.info({ url: api.url }, 'listening')
    onReady?.(api.url)
    return api
  },
  async orchestrator(shop, { onReady, onBreaker }) {
    const { startOrchestrator } = await import('./roles.ts')
    const orchestrator = await startOrchestrator(shop, (state) => {
      shop.log.warn({ state }, 'the breaker of the payment provider has changed')
      onBreaker?.(state)
    })
    onReady?.()
    return orchestrator
  },
  async consumer(shop, { onReady }) {
    const { startConsumer } = await import('./roles.ts')
    const consumer = await startConsumer(shop)
    onReady?.()
    return consumer
  },
}

export interface RoleOptions {
  listener?: Listener
  ways?: Ways
  /** Leads to Kafka another way than its brokers say. */
  socketFactory?: ISocketFactory
  /** What ends it in order. By default SIGTERM and Ctrl-C. */
  signals?: readonly NodeJS.Signals[]
}

/**
 * Runs one part of the shop until a signal ends it, then ends the process.
 *
 * @param name `api`, `orchestrator` or `consumer`.
 */
export async function runRole(name = '', options: RoleOptions = {}): Promise<void> {
  try {
    await run(name, options)
    process.exit(0)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

async function run(
  name: string,
  { listener = {}, ways, socketFactory, signals = ['SIGTERM', 'SIGINT'] }: RoleOptions,
): Promise<void> {
  const start = Object.hasOwn(roles, name) ? roles[name] : undefined
  if (start === undefined)
    throw new ConfigurationError(
      `Cannot start: role must be ${Object.keys(roles).join(', ')}, received "${name}"`,
    )
  const stopped = new Promise<void>((resolve) => {
    // A supervisor or a terminal may send it twice, and an unheard signal kills.
    for (const signal of signals) process.on(signal, () => resolve())
  })
  const configuration = readConfiguration(process.env)
  await using _traces = await openTraces(configuration, name)
  await using shop = openShop(configuration, ways, socketFactory)
  void stopped.then(() => endInTime(shop))
  // Node ends the process all the same, and another one takes its place: a library may lose a promise.
  process.on('uncaughtExceptionMonitor', (error) => shop.log.fatal({ error }, 'ends by an error'))
  // No part has been added yet, so that none is missing.
  shop.health.failed('start', Infinity)
  using _watch = watchOver(shop)
  await using operations = await serveOperations(shop, [...healthRoutes, ...metricsRoutes(shop)])
  shop.log.info({ health: operations.url }, 'starting')
  listener.onHealth?.(operations.url)
  const starting = start(shop, listener)
  starting.catch(() => {})
  // A role that waits for its servers has nothing under way.
  if ((await Promise.race([starting, stopped])) === undefined) return
  await using _role = await starting
  shop.health.worked('start')
  shop.log.info('ready')
  await stopped
  shop.log.info('stopping')
}

/**
 * Says at once that no work should come, and ends the process when what is under way takes too long:
 * a server may be gone or silent. Nothing is lost that a crash would not lose.
 */
function endInTime({ configuration, health, log }: Shop): void {
  const { DRAIN_SECONDS, STOP_SECONDS } = configuration
  health.drain()
  const end = () => {
    log.error('did not end in time')
    process.exit(1)
  }
  setTimeout(end, (DRAIN_SECONDS + STOP_SECONDS) * 1000).unref()
}
