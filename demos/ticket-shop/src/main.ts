// Starts one part of the shop: `node src/main.ts api`. What it needs is in the environment:
// see configuration.ts. SIGTERM ends what is under way in order.
import { startApi } from './http/start-api.ts'
import { ConfigurationError, readConfiguration } from './configuration.ts'
import { hearDemo } from './hear-demo.ts'
import { openShop } from './open-shop.ts'
import { startConsumer, startOrchestrator } from './roles.ts'

const roles = ['api', 'orchestrator', 'consumer'] as const

async function start(role: string | undefined): Promise<void> {
  const demo = hearDemo()
  await using running = new AsyncDisposableStack()
  const shop = running.use(openShop(readConfiguration(process.env)))
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  if (role === 'api') {
    const api = running.use(await startApi(shop))
    shop.log.info({ url: api.url }, 'ready')
    demo.tell({ type: 'ready', url: api.url })
  } else if (role === 'orchestrator' || role === 'consumer') {
    running.use(
      role === 'orchestrator'
        ? await startOrchestrator(shop, (state) => {
            shop.log.info({ state }, 'breaker')
            demo.tell({ type: 'breaker', state })
          })
        : await startConsumer(shop),
    )
    shop.log.info('ready')
    demo.tell({ type: 'ready' })
  } else {
    throw new ConfigurationError(`Cannot start: role must be ${roles.join(', ')}, received ${role}`)
  }
  await stopped
  shop.log.info('stopping')
}

try {
  await start(process.argv[2])
  process.exit(0)
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(2)
}
