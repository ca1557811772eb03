import { connect } from 'node:net'
import type { Kafka } from '@lab/servers/kafka'
import { proxy } from '@lab/wire/proxy'
import type { Proxy } from '@lab/wire/proxy'
import type { Kafka as KafkaClient } from 'kafkajs'

export interface LossyNetwork extends AsyncDisposable {
  kafka: KafkaClient
  /** How many requests with the text have reached a broker. */
  requests(): number
}

/** Connects to Kafka over a network that breaks once: when a broker replies to a request with `text`. */
export async function loseOneReply(bus: Kafka, text: string): Promise<LossyNetwork> {
  const admin = bus.client().admin()
  await admin.connect()
  const { brokers } = await admin.describeCluster()
  const links = new Map<string, Proxy>()
  let requests = 0
  let lost = false
  for (const { host, port } of brokers) {
    const link = await proxy(`kafka://${host}:${port}`, {
      tap(direction, bytes) {
        if (direction === 'sent' && bytes.includes(text)) requests++
        if (direction === 'sent' || requests === 0 || lost) return
        lost = true
        void link.cut().then(() => link.restore())
      },
    })
    links.set(`${host}:${port}`, link)
  }
  return {
    kafka: bus.client({
      socketFactory: ({ host, port, onConnect }) => {
        const { hostname, port: proxied } = new URL(links.get(`${host}:${port}`)!.url)
        return connect({ host: hostname, port: Number(proxied) }, onConnect)
      },
    }),
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      for (const link of links.values()) await link[Symbol.asyncDispose]()
    },
  }
}
