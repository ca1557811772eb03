import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { World } from '../open-stores.ts'
import { clearOnReconnect } from './clear-on-reconnect.ts'
import { deleteOnEvent } from './delete-on-event.ts'
import { channel } from './local-copies.ts'
import { loseTheConnection } from './lose-the-connection.ts'

let world: World
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

describe('a server that has no connection while a price changes', () => {
  it('serves the old price with deleteOnEvent: nobody received the event', async () => {
    const found = await loseTheConnection(world, deleteOnEvent)
    expect(found).toEqual({ receivers: 0, served: 100, price: 120 })
  })

  it('serves the new price with clearOnReconnect, though nobody received the event', async () => {
    const found = await loseTheConnection(world, clearOnReconnect)
    expect(found).toEqual({ receivers: 0, served: 120, price: 120 })
  })
})

describe('an event that comes while the price is being loaded', () => {
  it.each([
    { open: deleteOnEvent, name: 'deleteOnEvent', kept: 100 },
    { open: clearOnReconnect, name: 'clearOnReconnect', kept: 120 },
  ])('$name serves $kept afterwards', async ({ open, kept }) => {
    const subscriber = new Redis(world.space.url)
    try {
      const loading = Promise.withResolvers<number>()
      const loads = [loading.promise, Promise.resolve(120)]
      const copies = await open(subscriber, () => loads.shift()!)
      const first = copies.readPrice(1)
      const heard = new Promise((resolve) => subscriber.once('message', resolve))
      expect(await world.space.plain.publish(channel, '1')).toBe(1)
      await heard
      // What the database said before the change arrives after the event.
      loading.resolve(100)
      expect(await first).toBe(100)
      expect(await copies.readPrice(1)).toBe(kept)
      expect(await copies.readPrice(1)).toBe(kept)
    } finally {
      subscriber.disconnect()
    }
  })
})

describe('a copy', () => {
  it.each([deleteOnEvent, clearOnReconnect])(
    'is loaded once until an event comes: %o',
    async (open) => {
      const subscriber = new Redis(world.space.url)
      try {
        let loads = 0
        const copies = await open(subscriber, () => Promise.resolve(++loads))
        expect([await copies.readPrice(1), await copies.readPrice(1)]).toEqual([1, 1])
        const heard = new Promise((resolve) => subscriber.once('message', resolve))
        await world.space.plain.publish(channel, '1')
        await heard
        expect(await copies.readPrice(1)).toBe(2)
      } finally {
        subscriber.disconnect()
      }
    },
  )
})
