import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { Stores } from '../open-stores.ts'
import { settings } from './settings.ts'

let world: Stores
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

it.each(settings.map((setting) => [`${setting.broker}: ${setting.careless}`, setting] as const))(
  'loses messages: %s',
  async (_, setting) => {
    await world.unwatched.redis.flushdb()
    const { sent, received } = await setting.play(world.unwatched, 'careless')
    expect(sent - received).toBe(lost[setting.careless])
    await world.unwatched.redis.flushdb()
    expect(await setting.play(world.unwatched, 'careful')).toEqual({ sent: 5, received: 5 })
  },
)

const lost: Record<string, number> = {
  'the worker subscribes after the message': 5,
  'lpop, and the worker dies': 1,
  'xadd with maxlen 2, and the worker is late': 3,
  'the group begins at $, after the messages': 5,
  'xreadgroup with noack, and the worker dies': 1,
  'notify with the message, and the worker is away': 5,
  'delete, commit, then the work, and the worker dies': 1,
}
