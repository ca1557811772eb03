import { zstdCompressSync } from 'node:zlib'
import { kafka } from '@lab/servers/kafka'
import kafkajs from 'kafkajs'
import type { Kafka } from 'kafkajs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { placeTestOrder } from '../place-test-order.fixture.ts'
import { consume } from './consume.ts'
import { topicSettings } from './topic-settings.ts'

const { CompressionCodecs, CompressionTypes } = kafkajs

let shop: TestShop
let client: Kafka
let prefix: string
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const bus = opened.use(await kafka())
  client = bus.client()
  prefix = `${bus.groupId('consume')}-`
  shop = opened.use(
    await openTestShop({ KAFKA_BROKERS: bus.brokers.join(','), NAME_PREFIX: prefix }),
  )
})
afterAll(() => opened.disposeAsync())

const ids = Array.from(
  { length: 4 },
  (_, index) => `00000000-0000-4000-8000-00000000000${index}`,
) as [string, string, string, string]
const schema = z.object({ command: z.literal('issue') })
const good = '{"command":"issue"}'
const away = Object.assign(new Error('the database system is shutting down'), { code: '57P01' })

/** Sends messages into a topic of one partition, and lets work have them until the last one is through. */
async function deliver(
  topic: string,
  messages: { key: string | null; value: string | null }[],
  work: (orderId: string) => Promise<void>,
  compression = CompressionTypes.None,
): Promise<string[]> {
  const admin = client.admin()
  const producer = client.producer()
  await Promise.all([admin.connect(), producer.connect()])
  const configEntries = Object.entries(topicSettings).map(([name, value]) => ({ name, value }))
  const topics = [{ topic: `${prefix}${topic}`, configEntries }]
  await admin.createTopics({ topics, waitForLeaders: true })
  await producer.send({ topic: `${prefix}${topic}`, messages, compression })
  const done: string[] = []
  const last = Promise.withResolvers<void>()
  await using _consumer = await consume(shop, { topic, group: topic, schema }, async (orderId) => {
    await work(orderId)
    done.push(orderId)
    if (orderId === ids[3]) last.resolve()
  })
  await last.promise
  await Promise.all([admin.disconnect(), producer.disconnect()])
  return done
}

const asideOf = async (topic: string) =>
  (
    await shop.pool.query(
      'select key, value, reason, tries from dead_letters where topic = $1 order by message_offset',
      [topic],
    )
  ).rows

it('sets aside what is no message of this topic, and goes on behind it', async () => {
  const messages = [
    { key: ids[0], value: 'not JSON' },
    { key: ids[0], value: '{"command":"explode"}' },
    { key: 'no id', value: good },
    { key: null, value: good },
    { key: ids[1], value: null },
    { key: ids[1], value: 'a null byte: \0' },
    { key: ids[3], value: good },
  ]
  expect(await deliver('garbage', messages, async () => {})).toEqual([ids[3]])
  const aside = await asideOf('garbage')
  expect(aside.map(({ key, value }) => [key, value])).toEqual([
    [ids[0], 'not JSON'],
    [ids[0], '{"command":"explode"}'],
    ['no id', good],
    [null, good],
    [ids[1], null],
    [ids[1], 'a null byte: \uFFFD'],
  ])
  expect(aside[0].reason).toBe('The message is none that this consumer knows')
  expect(aside[2].reason).toBe('The key of the message is no order’s id')
})

it('tries a failing message four times, and then goes on without it', async () => {
  const tries = new Map<string, number>()
  const messages = [ids[0], ids[1], ids[3]].map((key) => ({ key, value: good }))
  const done = await deliver('failing', messages, async (orderId) => {
    tries.set(orderId, (tries.get(orderId) ?? 0) + 1)
    if (orderId === ids[1]) throw new Error('It does not work')
  })
  expect(done).toEqual([ids[0], ids[3]])
  expect(tries).toEqual(
    new Map([
      [ids[0], 1],
      [ids[1], 4],
      [ids[3], 1],
    ]),
  )
  expect(await asideOf('failing')).toEqual([
    { key: ids[1], value: good, reason: 'It does not work', tries: 4 },
  ])
})

it('waits for a server that is away, however often it has to try', async () => {
  let left = 7
  const messages = [{ key: ids[3], value: good }]
  const done = await deliver('away', messages, async () => {
    if ((left -= 1) > 0) throw away
  })
  expect(done).toEqual([ids[3]])
  expect(await asideOf('away')).toEqual([])
})

it('tells that it processes nothing while a server is away, and not of a message that fails', async () => {
  const missing: string[][] = []
  const look = async () => {
    const found = await shop.health.read()
    missing.push(found.missing.filter((name) => name.startsWith('messages')))
  }
  const messages = [ids[0], ids[3]].map((key) => ({ key, value: good }))
  await deliver('silent', messages, async (orderId) => {
    await look()
    if (orderId === ids[0]) throw new Error('It does not work')
    if (missing.length < 7) throw away
  })
  await look()
  const none: string[] = []
  expect(missing.slice(0, 5), 'four tries, and one').toEqual([none, none, none, none, none])
  expect(missing.slice(5)).toEqual([['messages of silent'], ['messages of silent'], none])
})

it('counts what it has processed, each try that failed, and what is set aside', async () => {
  const messages = [
    { key: ids[0], value: good },
    { key: ids[1], value: 'not JSON' },
    { key: ids[2], value: good },
    { key: ids[3], value: good },
  ]
  await deliver('counted', messages, async (orderId) => {
    if (orderId === ids[2]) throw new Error('It does not work')
  })
  const { values } = await shop.metrics.messages.get()
  const counted = values.filter(({ labels }) => labels.group === 'counted')
  expect(Object.fromEntries(counted.map(({ labels, value }) => [labels.outcome, value]))).toEqual({
    processed: 2,
    failed: 1 + 4,
    'set aside': 2,
    'let go': 0,
  })
})

it('parks the order whose work fails, so that it is not asked for again without end', async () => {
  const id = await placeTestOrder(shop.pool)
  const other = await placeTestOrder(shop.pool)
  const messages = [
    { key: id, value: good },
    { key: other, value: 'not JSON' },
    { key: ids[3], value: good },
  ]
  await deliver('stuck', messages, async (orderId) => {
    if (orderId === id) throw new Error('It does not work')
  })
  const { rows } = await shop.pool.query(
    'select status, parked_because as because from orders where id = any($1) order by id',
    [[id, other]],
  )
  expect(rows, 'garbage under its key is no fault of an order').toEqual([
    { status: 'parked', because: 'A message was set aside: It does not work' },
    { status: 'pending', because: null },
  ])
})

it('knows an order by its id in capital letters, too', async () => {
  const id = 'ABCDEF00-0000-4000-8000-000000000000'
  const messages = [id, ids[3]].map((key) => ({ key, value: good }))
  expect(await deliver('capital', messages, async () => {})).toEqual([id.toLowerCase(), ids[3]])
})

it('says how often it has tried, and keeps the beginning of what is long', async () => {
  const long = 'x'.repeat(900_000)
  const messages = [
    { key: ids[0], value: long },
    { key: ids[3], value: good },
  ]
  await deliver('long', messages, async () => {})
  const [aside] = await asideOf('long')
  expect(aside).toMatchObject({ tries: 1, value: long.slice(0, 10_000) })
})

it('reads what another producer has compressed in a way that kafkajs does not read', async () => {
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: async ({ buffer }: { buffer: Buffer }) => zstdCompressSync(buffer),
    async decompress() {
      throw new Error('kafkajs reads no zstd')
    },
  })
  const messages = [{ key: ids[3], value: good }]
  const done = await deliver('zstd', messages, async () => {}, CompressionTypes.ZSTD)
  expect(done).toEqual([ids[3]])
})

it('lets a message go whose order is locked, and goes on behind it', async () => {
  const locked = Object.assign(new Error('canceling statement'), { code: '57014' })
  const tries: string[] = []
  const messages = [ids[0], ids[3]].map((key) => ({ key, value: good }))
  const done = await deliver('locked', messages, async (orderId) => {
    tries.push(orderId)
    if (orderId === ids[0]) throw locked
  })
  expect(done).toEqual([ids[3]])
  expect(tries).toEqual([ids[0], ids[0], ids[0], ids[0], ids[3]])
  expect(await asideOf('locked'), 'nothing is wrong with it').toEqual([])
})

it('sets a message aside once, and parks its order, when the database goes away in between', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query(`
    create sequence ends;
    create function go_away() returns trigger language plpgsql as $$
      begin
        if nextval('ends') = 1 then raise exception 'no' using errcode = '57P01'; end if;
        return new;
      end $$;
    create trigger go_away before update on orders for each row
      when (old.id = '${id}') execute function go_away()`)
  const messages = [id, ids[3]].map((key) => ({ key, value: good }))
  await deliver('between', messages, async (orderId) => {
    if (orderId === id) throw new Error('It does not work')
  })
  expect(await asideOf('between')).toHaveLength(1)
  const { rows } = await shop.pool.query('select status from orders where id = $1', [id])
  expect(rows).toEqual([{ status: 'parked' }])
})

it('goes on behind a message whose order cannot be parked', async () => {
  const id = await placeTestOrder(shop.pool)
  await shop.pool.query(`
    create function refuse() returns trigger language plpgsql as $$
      begin raise exception 'no' using errcode = '57014'; end $$;
    create trigger refuse before update on orders for each row
      when (old.id = '${id}') execute function refuse()`)
  const messages = [id, ids[3]].map((key) => ({ key, value: good }))
  const done = await deliver('refused', messages, async (orderId) => {
    if (orderId === id) throw new Error('It does not work')
  })
  expect(done).toEqual([ids[3]])
  expect(await asideOf('refused')).toMatchObject([{ key: id, reason: 'It does not work' }])
})

it('reads past a transaction that another client has left open', async () => {
  const producer = client.producer({
    transactionalId: `${prefix}open`,
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  const admin = client.admin()
  await admin.connect()
  const configEntries = Object.entries(topicSettings).map(([name, value]) => ({ name, value }))
  const topics = [{ topic: `${prefix}open`, configEntries }]
  await admin.createTopics({ topics, waitForLeaders: true })
  const transaction = await producer.transaction()
  await transaction.send({ topic: `${prefix}open`, messages: [{ key: ids[0], value: good }] })
  expect(await deliver('open', [{ key: ids[3], value: good }], async () => {})).toEqual([
    ids[0],
    ids[3],
  ])
  await transaction.abort()
  await Promise.all([admin.disconnect(), producer.disconnect()])
})
