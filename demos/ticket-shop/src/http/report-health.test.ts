import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { proxy } from '@lab/wire/proxy'
import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { healthRoutes } from './report-health.ts'

function ready(shop: TestShop, draining = false) {
  const route = healthRoutes(() => draining).find(({ path }) => path === '/health/ready')!
  const nobody = { account: undefined, params: undefined, query: undefined }
  return route.handle({ shop, ...nobody, headers: undefined, body: undefined })
}

describe('GET /health/ready', () => {
  it('says no while this process drains', async () => {
    await using shop = await openTestShop()
    expect(await ready(shop, true)).toMatchObject({
      status: 503,
      body: { ready: false, draining: true, postgres: true },
    })
  })

  it('says yes without Redis and Kafka, and tells of both', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using shop = await openTestShop({ REDIS_URL: link.url })
    await link.cut()
    expect(await ready(shop)).toEqual({
      status: 200,
      body: { ready: true, draining: false, postgres: true, redis: false, kafka: false },
    })
  })

  it('finds Kafka when one of its brokers takes connections', async () => {
    const broker = createServer().listen(0, '127.0.0.1')
    await once(broker, 'listening')
    const { port } = broker.address() as AddressInfo
    await using shop = await openTestShop({ KAFKA_BROKERS: `127.0.0.1:1,127.0.0.1:${port}` })
    expect(await ready(shop)).toMatchObject({ status: 200, body: { kafka: true } })
    broker.close()
  })
})
