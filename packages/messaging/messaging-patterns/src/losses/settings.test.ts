import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStores } from '../open-stores.ts'
import type { Stores } from '../open-stores.ts'
import { settings } from './settings.ts'

let world: Stores
beforeAll(async () => {
  world = await openStores()
})
afterAll(() => world[Symbol.asyncDispose]())

it('loses messages: Redis pub/sub, the worker subscribes after the message', async () => {
  expect(await received('the worker subscribes after the message')).toEqual({
    careless: 0,
    careful: 5,
  })
})

it('loses the message that a worker has popped from a Redis list and not done', async () => {
  expect(await received('lpop, and the worker dies')).toEqual({ careless: 4, careful: 5 })
})

it('loses what a Redis stream trims before it is read', async () => {
  expect(await received('xadd with maxlen 2, and the worker is late')).toEqual({
    careless: 2,
    careful: 5,
  })
})

it('loses what is in a Redis stream before a group begins at its end', async () => {
  expect(await received('the group begins at $, after the messages')).toEqual({
    careless: 0,
    careful: 5,
  })
})

it('loses the message that a group reads with noack', async () => {
  expect(await received('xreadgroup with noack, and the worker dies')).toEqual({
    careless: 4,
    careful: 5,
  })
})

it('loses notifications of PostgreSQL while no worker listens', async () => {
  expect(await received('notify with the message, and the worker is away')).toEqual({
    careless: 0,
    careful: 5,
  })
})

it('loses the row that is deleted and committed before the work', async () => {
  expect(await received('delete, commit, then the work, and the worker dies')).toEqual({
    careless: 4,
    careful: 5,
  })
})

/** How many of five messages are received with the careless setting, and with the careful one. */
async function received(name: string) {
  const setting = settings.find(({ careless }) => careless === name)!
  const { unwatched } = world
  await unwatched.redis.flushdb()
  const careless = await setting.play(unwatched, 'careless')
  await unwatched.redis.flushdb()
  const careful = await setting.play(unwatched, 'careful')
  return { careless: careless.received, careful: careful.received }
}
