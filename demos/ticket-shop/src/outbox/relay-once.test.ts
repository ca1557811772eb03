import type { Producer } from 'kafkajs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { relayOnce } from './relay-once.ts'

let shop: TestShop
beforeAll(async () => void (shop = await openTestShop({ NAME_PREFIX: 'shop-' })))
afterAll(() => shop[Symbol.asyncDispose]())

/** Takes what a broker takes: topics that exist, and batches of a megabyte. */
function broker() {
  const taken: string[] = []
  const batches: Parameters<Producer['sendBatch']>[0][] = []
  const producer = {
    async sendBatch(batch: Parameters<Producer['sendBatch']>[0]) {
      batches.push(batch)
      for (const { topic, messages } of batch.topicMessages ?? []) {
        if (!['shop-commands', 'shop-events'].includes(topic)) throw new Error('no such topic')
        const bytes = messages.reduce((sum, { value }) => sum + Buffer.byteLength(value!), 0)
        if (bytes > 1_000_000) throw new Error('too large')
        taken.push(...messages.map(({ key }) => String(key)))
      }
      return []
    },
  }
  return { taken, batches, producer: producer as unknown as Producer }
}

const leave = (topic: string, key: string, value: string) =>
  shop.pool.query('insert into outbox (topic, key, value) values ($1, $2, $3)', [topic, key, value])

it('sets aside what no broker would take, and sends the rest', async () => {
  await leave('tickets', 'no topic', '{}')
  await leave('events', 'too large', 'x'.repeat(1_200_000))
  await leave('events', 'good', '{}')
  const { producer, taken } = broker()
  await relayOnce(shop, producer)
  expect(taken).toEqual(['good'])
  const { rows } = await shop.pool.query(
    'select consumer, key, reason from dead_letters order by id',
  )
  expect(rows).toEqual([
    { consumer: 'relay', key: 'no topic', reason: 'The shop has no topic of this name' },
    { consumer: 'relay', key: 'too large', reason: 'It is larger than a message may be' },
  ])
})

it('sends what is much in several batches', async () => {
  for (let count = 1; count <= 40; count += 1)
    await leave('events', String(count), '€'.repeat(10_000))
  const { producer, taken, batches } = broker()
  await relayOnce(shop, producer)
  expect(batches).toHaveLength(3)
  expect(taken).toEqual(Array.from({ length: 40 }, (_, index) => String(index + 1)))
})

it('keeps what Kafka does not take, and sends it the next time', async () => {
  await leave('events', 'kept', '{}')
  const away = { sendBatch: async () => Promise.reject(new Error('no broker')) }
  await expect(relayOnce(shop, away as unknown as Producer)).rejects.toThrow('no broker')
  const { producer, taken } = broker()
  await relayOnce(shop, producer)
  expect(taken).toEqual(['kept'])
  await relayOnce(shop, producer)
  expect(taken, 'and then no more').toEqual(['kept'])
})
