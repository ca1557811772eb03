import { dedicatedKafka } from '@lab/servers/dedicated-kafka'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { dedicatedRedis } from '@lab/servers/dedicated-redis'

export type Servers = Awaited<ReturnType<typeof openServers>>

/** Servers of the shop's own, because the trial kills and restarts them. */
export async function openServers() {
  await using opening = new AsyncDisposableStack()
  const use = <Opened extends AsyncDisposable>(opened: Opened) => opening.use(opened)
  const [postgres, redis, kafka] = await Promise.all([
    dedicatedPostgres().then(use),
    dedicatedRedis().then(use),
    // A consumer that was killed is missed sooner than Kafka allows by default.
    dedicatedKafka({ settings: { 'group.min.session.timeout.ms': '1000' } }).then(use),
  ])
  const held = opening.move()
  return { postgres, redis, kafka, [Symbol.asyncDispose]: () => held[Symbol.asyncDispose]() }
}
