import { proxy } from '@lab/wire/proxy'
import { Redis } from 'ioredis'
import { plainProcess } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { selectPrice, updatePrice } from '../price/cache-aside.ts'
import { setThePrice } from '../price/serves-the-new-price.ts'
import { channel } from './local-copies.ts'
import type { OpenLocalCopies } from './local-copies.ts'

export interface LostConnection {
  /** How many subscribers Redis gave the event to. */
  receivers: number
  /** What the server answers when it has subscribed again. */
  served: number
  price: number
}

/** A server has a copy of the price and loses its connection, and the price changes meanwhile. */
export async function loseTheConnection(
  world: World,
  open: OpenLocalCopies,
): Promise<LostConnection> {
  const plain = plainProcess(world)
  await setThePrice(world)
  await using way = await proxy(world.space.url)
  const subscriber = new Redis(way.url, { retryStrategy: () => 10 })
  subscriber.on('error', () => {})
  try {
    const copies = await open(subscriber, (id) => selectPrice(plain, id))
    await copies.readPrice(1)
    const closed = new Promise((resolve) => subscriber.once('close', resolve))
    await way.cut()
    await closed
    await untilSubscribers(0)
    await updatePrice(plain, 1, 120)
    const receivers = await plain.redis.publish(channel, '1')
    await way.restore()
    await untilSubscribers(1)
    return { receivers, served: await copies.readPrice(1), price: await selectPrice(plain, 1) }
  } finally {
    subscriber.disconnect()
  }

  /** Redis says how many listen. */
  async function untilSubscribers(count: number): Promise<void> {
    for (;;) {
      const [, listening] = await plain.redis.pubsub('NUMSUB', channel)
      if (listening === count) return
    }
  }
}
