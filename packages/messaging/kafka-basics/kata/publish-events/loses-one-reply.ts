import type { Kafka } from '@lab/servers/kafka'
import { proxy } from '@lab/wire/proxy'
import type { Proxy } from '@lab/wire/proxy'
import { socketsThrough } from '@lab/wire/sockets-through'
import type { Kafka as KafkaClient } from 'kafkajs'

/** A client whose network breaks once: when a broker acknowledges a request with `text`. */
export async function losesOneReply(
  bus: Kafka,
  text: string,
): Promise<AsyncDisposable & { kafka: KafkaClient }> {
  const links: Record<string, Proxy> = {}
  let isSent = false
  let isLost = false
  for (const address of bus.brokers) {
    const link = await proxy(`kafka://${address}`, {
      tap(direction, bytes) {
        if (direction === 'sent') isSent ||= bytes.includes(text)
        else if (isSent && !isLost) {
          isLost = true
          void link.cut().then(() => link.restore())
        }
      },
    })
    links[address] = link
  }
  return {
    kafka: bus.client({ socketFactory: socketsThrough(links) }),
    async [Symbol.asyncDispose]() {
      for (const link of Object.values(links)) await link[Symbol.asyncDispose]()
    },
  }
}
