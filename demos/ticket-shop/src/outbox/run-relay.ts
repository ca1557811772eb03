import { setTimeout as wait } from 'node:timers/promises'
import type { EventProducer } from '../kafka/open-producer.ts'
import { repeat } from '../repeat.ts'
import type { Shop } from '../shop.ts'
import { relayOnce } from './relay-once.ts'

// Events of a moment go together: a batch costs little more than one.
const pauseMs = 40

/** Relays what has come, again and again. */
export function runRelay(shop: Shop, producer: EventProducer): AsyncDisposable {
  const health = shop.health.addPart('outbox')
  return repeat(async () => {
    await health
      .follow(relayOnce(shop, producer))
      .catch((error: unknown) => shop.log.warn({ error }, 'cannot relay events, trying again'))
    await wait(pauseMs)
  })
}
