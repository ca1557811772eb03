// Without a connection it keeps nothing: it forgets all copies when the connection is lost, and
// reads the database until it has subscribed again.
// A price that was being loaded when an event came is not kept either: it may be the old one.
import { channel } from './local-copies.ts'
import type { OpenLocalCopies } from './local-copies.ts'

export const clearOnReconnect: OpenLocalCopies = async (subscriber, load) => {
  const prices = new Map<number, number>()
  let isListening = false
  let heard = 0
  const listen = async () => {
    await subscriber.subscribe(channel)
    isListening = true
  }
  subscriber.on('message', (_, id) => {
    heard++
    prices.delete(Number(id))
  })
  subscriber.on('close', () => {
    heard++
    isListening = false
    prices.clear()
  })
  // ioredis subscribes again by itself, and does not say when that is done. If it fails, 'close' comes.
  subscriber.on('ready', () => void listen().catch(() => {}))
  await listen()
  return {
    async readPrice(id) {
      const copy = prices.get(id)
      if (copy !== undefined) return copy
      const before = heard
      const price = await load(id)
      if (isListening && heard === before) prices.set(id, price)
      return price
    },
  }
}
