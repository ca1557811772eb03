import type { Kafka } from '@lab/servers/kafka'
import type { Kafka as KafkaClient } from 'kafkajs'
import { brokerAddresses } from './broker-addresses.ts'
import { proxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import { socketsThrough } from './sockets-through.ts'

export interface LossyNetwork extends AsyncDisposable {
  kafka: KafkaClient
  /** How many requests with the text have reached a broker. */
  requests(): number
}

/**
 * Connects to Kafka over a network that breaks once: when a broker replies to a request with a text.
 *
 * @returns A client, and how many requests have passed; disposing it ends the connections.
 */
export async function loseOneReply(bus: Kafka, text: string): Promise<LossyNetwork> {
  const links: Record<string, Proxy> = {}
  let requests = 0
  let isLost = false
  for (const address of await brokerAddresses(bus)) {
    const link = await proxy(`kafka://${address}`, {
      tap(direction, bytes) {
        if (direction === 'sent' && bytes.includes(text)) requests++
        if (direction === 'sent' || requests === 0 || isLost) return
        isLost = true
        void link.cut().then(() => link.restore())
      },
    })
    links[address] = link
  }
  return {
    kafka: bus.client({ socketFactory: socketsThrough(links) }),
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      for (const link of Object.values(links)) await link[Symbol.asyncDispose]()
    },
  }
}
