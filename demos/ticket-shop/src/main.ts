// Starts one part of the shop: `node src/main.ts api`. What it needs is in the environment:
// see configuration.ts. SIGTERM ends what is under way in order.
import { ConfigurationError, readConfiguration } from './configuration.ts'
import { hearDemo } from './hear-demo.ts'
import type { DemoNote } from './demo-commands.ts'
import { openShop } from './open-shop.ts'
import type { Shop } from './open-shop.ts'

type Tell = (note: DemoNote) => void

/** Each loads what it needs, and nothing of the others. */
const roles: Record<string, (shop: Shop, tell: Tell) => Promise<AsyncDisposable>> = {
  async api(shop, tell) {
    const { startApi } = await import('./http/start-api.ts')
    const api = await startApi(shop)
    shop.log.info({ url: api.url }, 'listening')
    tell({ type: 'ready', url: api.url })
    return api
  },
  async orchestrator(shop, tell) {
    const { startOrchestrator } = await import('./roles.ts')
    const orchestrator = await startOrchestrator(shop, (state) => {
      shop.log.warn({ state }, 'the breaker of the payment provider has changed')
      tell({ type: 'breaker', state })
    })
    tell({ type: 'ready' })
    return orchestrator
  },
  async consumer(shop, tell) {
    const { startConsumer } = await import('./roles.ts')
    const consumer = await startConsumer(shop)
    tell({ type: 'ready' })
    return consumer
  },
}

async function run(name = ''): Promise<void> {
  const start = roles[name]
  if (start === undefined)
    throw new ConfigurationError(
      `Cannot start: role must be ${Object.keys(roles).join(', ')}, received "${name}"`,
    )
  const { tell } = hearDemo()
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    // A process of the demo leaves Ctrl-C to it: the key reaches both of them.
    process.on('SIGINT', () => process.send === undefined && resolve())
  })
  await using shop = openShop(readConfiguration(process.env))
  await using _role = await start(shop, tell)
  shop.log.info('ready')
  await stopped
  shop.log.info('stopping')
}

try {
  await run(process.argv[2])
  process.exit(0)
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
}
