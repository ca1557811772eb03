import type { Kafka } from '@lab/servers/kafka'

/**
 * The addresses that the brokers tell their clients, as `host:port`. With your own Kafka they may be
 * others than the one that it is asked at first.
 */
export async function brokerAddresses(bus: Kafka): Promise<string[]> {
  const admin = bus.client().admin()
  await admin.connect()
  const { brokers } = await admin.describeCluster()
  await admin.disconnect()
  return brokers.map(({ host, port }) => `${host}:${port}`)
}
