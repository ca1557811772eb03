import { brokerAddresses } from '@lab/wire/broker-addresses'
import { proxy } from '@lab/wire/proxy'
import type { Proxy } from '@lab/wire/proxy'
import type { Servers } from './open-servers.ts'
import type { TrialData } from './open-trial-data.ts'

/** The ways from the shop to its servers. The trial itself takes others. */
export interface Links extends AsyncDisposable {
  postgres: readonly Proxy[]
  redis: readonly Proxy[]
  /** One for each broker. */
  kafka: readonly Proxy[]
  /** What a process of the shop needs to take them. */
  env: Record<string, string>
}

export async function openLinks(
  { redis, kafka }: Servers,
  { databaseUrl }: Pick<TrialData, 'databaseUrl'>,
): Promise<Links> {
  await using opening = new AsyncDisposableStack()
  const open = async (url: string) => opening.use(await proxy(url))
  const toPostgres = await open(databaseUrl)
  const toRedis = await open(redis.url)
  const addresses = await brokerAddresses(kafka)
  const toKafka = await Promise.all(addresses.map((address) => open(`kafka://${address}`)))
  const portOf = (address: string, index: number) => [
    address,
    Number(new URL(toKafka[index]!.url).port),
  ]
  const held = opening.move()
  return {
    postgres: [toPostgres],
    redis: [toRedis],
    kafka: toKafka,
    env: {
      DATABASE_URL: toPostgres.url,
      REDIS_URL: toRedis.url,
      KAFKA_BROKERS: addresses.join(','),
      KAFKA_PORTS: JSON.stringify(Object.fromEntries(addresses.map(portOf))),
    },
    [Symbol.asyncDispose]: () => held[Symbol.asyncDispose](),
  }
}
