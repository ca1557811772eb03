import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { Stores } from '../open-stores.ts'
import { settings } from './settings.ts'

let world: Stores
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

it('loses messages: Redis pub/sub, the worker subscribes after the message', () =>
  loses('the worker subscribes after the message', 5))

it('loses the message that a worker has popped from a Redis list and not done', () =>
  loses('lpop, and the worker dies', 1))

it('loses what a Redis stream trims before it is read', () =>
  loses('xadd with maxlen 2, and the worker is late', 3))

it('loses what is in a Redis stream before a group begins at its end', () =>
  loses('the group begins at $, after the messages', 5))

it('loses the message that a group reads with noack', () =>
  loses('xreadgroup with noack, and the worker dies', 1))

it('loses notifications of PostgreSQL while no worker listens', () =>
  loses('notify with the message, and the worker is away', 5))

it('loses the row that is deleted and committed before the work', () =>
  loses('delete, commit, then the work, and the worker dies', 1))

/** The careless setting loses so many of five messages, and the careful one none. */
async function loses(careless: string, lost: number): Promise<void> {
  const setting = settings.find((one) => one.careless === careless)!
  const { unwatched } = world
  await unwatched.redis.flushdb()
  expect(await setting.play(unwatched, 'careless')).toEqual({ sent: 5, received: 5 - lost })
  await unwatched.redis.flushdb()
  expect(await setting.play(unwatched, 'careful')).toEqual({ sent: 5, received: 5 })
}
