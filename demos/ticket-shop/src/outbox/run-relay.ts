import { setTimeout as wait } from 'node:timers/promises'
import type { EventProducer } from '../kafka/open-producer.ts'
import type { Shop } from '../shop.ts'
import { relayOnce } from './relay-once.ts'

// Events of a moment go together: a batch costs little more than one.
const pauseMs = 40

/** Relays what has come, again and again. */
export function runRelay(shop: Shop, producer: EventProducer): AsyncDisposable {
  const stopping = new AbortController()
  const health = shop.health.addPart('outbox')
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await health
        .follow(relayOnce(shop, producer))
        .catch((error: unknown) => shop.log.warn({ error }, 'cannot relay events, trying again'))
      await wait(pauseMs)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
    },
  }
}
