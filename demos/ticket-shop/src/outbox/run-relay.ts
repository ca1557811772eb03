import { setTimeout as wait } from 'node:timers/promises'
import type { Producer } from 'kafkajs'
import type { Shop } from '../open-shop.ts'
import { relayOnce } from './relay-once.ts'

const idleMs = 20

/** Relays as long as there is something, then looks again and again. */
export function runRelay(shop: Shop, producer: Producer): AsyncDisposable {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const sent = await relayOnce(shop, producer).catch((error: unknown) => {
        shop.log.warn({ error }, 'cannot relay events, trying again')
        return 0
      })
      if (sent === 0) await wait(idleMs)
    }
  })()
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await running
    },
  }
}
