import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { setAside } from './set-aside.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop()))
afterAll(() => shop[Symbol.asyncDispose]())

it('keeps a message once, and another one at its place too: a new Kafka counts from 0 again', async () => {
  const place = { consumer: 'tickets', topic: 'commands', partition: 0, offset: '0' }
  const letter = { ...place, key: null, value: '{', reason: 'no JSON', tries: 1 }
  await setAside(shop.pool, letter)
  await setAside(shop.pool, letter)
  await setAside(shop.pool, { ...letter, value: '[' })
  await setAside(shop.pool, { ...letter, key: 'k' })
  const { rows } = await shop.pool.query('select key, value from dead_letters order by id')
  expect(rows).toEqual([
    { key: null, value: '{' },
    { key: null, value: '[' },
    { key: 'k', value: '{' },
  ])
})
