import { dedicatedKafka, dedicatedPostgres, dedicatedRedis } from '@lab/servers'
import { chooseSource } from '@lab/servers/choose-source'
import { kafka } from '@lab/servers/kafka'
import { postgres } from '@lab/servers/postgres'
import { redis } from '@lab/servers/redis'
import { serviceOf } from '@lab/servers/services'

export type Servers = Awaited<ReturnType<typeof openServers>>

/** A server that the trial may kill: one of its own. Yours are never killed. */
export interface Killable {
  crash(): Promise<void>
  restart(): Promise<void>
}

/** Opens servers of the shop's own, or yours where the environment names them. */
export async function openServers() {
  await using opening = new AsyncDisposableStack()
  const use = <Opened extends AsyncDisposable>(opened: Opened) => opening.use(opened)
  const [database, cache, bus] = await Promise.all([
    open('postgres', postgres, dedicatedPostgres).then(use),
    open('redis', redis, dedicatedRedis).then(use),
    // A consumer that was killed is missed sooner than Kafka allows by default.
    open('kafka', kafka, () =>
      dedicatedKafka({ settings: { 'group.min.session.timeout.ms': '1000' } }),
    ).then(use),
  ])
  const held = opening.move()
  return {
    postgres: database,
    redis: cache,
    kafka: bus,
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  }
}

async function open<Lease, Own extends Killable>(
  service: string,
  lease: () => Promise<Lease>,
  start: () => Promise<Own>,
): Promise<Lease & Partial<Killable>> {
  const { source } = await chooseSource(serviceOf(service))
  const opening: Promise<unknown> = source === 'yours' ? lease() : start()
  return opening as Promise<Lease & Partial<Killable>>
}
