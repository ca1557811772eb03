// Deletes its copy when it hears of a change, and ioredis subscribes again after a lost connection.
// BREAKS: what is published in between reaches nobody, and Redis keeps no event for later.
import { channel } from './local-copies.ts'
import type { OpenLocalCopies } from './local-copies.ts'

export const deleteOnEvent: OpenLocalCopies = async (subscriber, load) => {
  const prices = new Map<number, number>()
  subscriber.on('message', (_, id) => void prices.delete(Number(id)))
  await subscriber.subscribe(channel)
  return {
    async readPrice(id) {
      const price = prices.get(id) ?? (await load(id))
      prices.set(id, price)
      return price
    },
  }
}
