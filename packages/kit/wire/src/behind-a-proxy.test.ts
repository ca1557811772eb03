import { dedicatedKafka } from '@lab/servers/dedicated-kafka'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import { createPostgresClients } from '@lab/servers/postgres-clients'
import { describe, expect, it } from 'vitest'
import { proxy } from './proxy.ts'
import { socketsThrough } from './sockets-through.ts'

describe('a dedicated server behind a proxy', () => {
  it('can be cut off and be reached again: PostgreSQL', async () => {
    await using server = await dedicatedPostgres()
    await using link = await proxy(server.url)
    const clients = createPostgresClients(link.url)
    const client = await clients.connect()
    await link.cut()
    await expect(client.query('select 1')).rejects.toThrow(/ECONNRESET|terminated|not queryable/)
    await expect(clients.connect()).rejects.toThrow('ECONNREFUSED')
    await link.restore()
    const again = await clients.connect()
    expect((await again.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await clients.end()
  })

  it('can be cut off and be reached again: Kafka', async () => {
    await using bus = await dedicatedKafka()
    const topic = await bus.topic('orders')
    const [address = ''] = bus.brokers
    await using link = await proxy(`kafka://${address}`)
    const behind = { socketFactory: socketsThrough({ [address]: link }) }
    const send = async (value: string, options?: Parameters<typeof bus.client>[0]) => {
      const producer = bus.client(options).producer()
      await producer.connect()
      await producer.send({ topic, acks: -1, messages: [{ value }] })
    }
    await send('before', behind)
    expect(link.bytes.sent).toBeGreaterThan(0)
    await link.cut()
    await expect(send('lost', { ...behind, retry: { retries: 0 } })).rejects.toThrow()
    // Only the way is cut: who goes another one reaches the broker.
    await send('meanwhile')
    await link.restore()
    await send('after', behind)
    const admin = bus.client().admin()
    await admin.connect()
    expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ partition: 0, offset: '3' }])
  })
})
