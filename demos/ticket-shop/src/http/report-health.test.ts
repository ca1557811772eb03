import { proxy } from '@lab/wire/proxy'
import { dedicatedRedis } from '@lab/servers/dedicated-redis'
import { redis } from '@lab/servers/redis'
import { statementCounter } from '@lab/wire/statement-counter'
import { describe, expect, it } from 'vitest'
import { openStandby } from '../open-standby.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import { createClient } from './client.fixture.ts'
import { healthRoutes } from './report-health.ts'
import { serveOperations } from './serve-operations.ts'
import { startApi } from './start-api.ts'

describe('GET /health/ready', () => {
  it('says yes without Redis, and tells of it', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using shop = await openTestShop({ REDIS_URL: link.url })
    await using api = await startApi(shop)
    await link.cut()
    expect(await createClient(api.url).ask('GET /health/ready')).toMatchObject({
      status: 200,
      body: { ready: true, draining: false, missing: [], without: ['redis'] },
    })
  })

  it('tells of a Redis that answers and takes no writes', async () => {
    await using full = await dedicatedRedis({ settings: { maxmemory: '1' } })
    await using shop = await openTestShop({ REDIS_URL: full.url })
    await using api = await startApi(shop)
    expect(await shop.redis.ping()).toBe('PONG')
    expect(await createClient(api.url).ask('GET /health/ready')).toMatchObject({
      status: 200,
      body: { without: ['redis'] },
    })
  })

  it('says no, by name, while a part of a role does not work', async () => {
    await using shop = await openTestShop()
    await using operations = await serveOperations(shop, healthRoutes)
    const { ask } = createClient(operations.url)
    const part = shop.health.addPart('due orders')
    expect(await ask('GET /health/ready')).toMatchObject({
      status: 503,
      body: { ready: false, missing: ['due orders'] },
    })
    part.worked()
    expect(await ask('GET /health/ready')).toMatchObject({ status: 200, body: { ready: true } })
  })

  it('asks the database and its standby once, however many ask it', async () => {
    await using shop = await openTestShop()
    await using counter = await statementCounter(shop.db.url)
    const pool = counter.pool()
    using standby = openStandby(counter.pool(), pool)
    const counted = { ...shop, pool, standby }
    await using api = await startApi(counted)
    const { ask } = createClient(api.url)
    const { statements } = await counter.during(() =>
      Promise.all(Array.from({ length: 50 }, () => ask('GET /health/ready'))),
    )
    expect(statements.length, 'the database, its standby, and what that should have').toBe(3)
  })
})

describe('GET /health/live', () => {
  it('says yes while a part tries in vain, and no when it does not even try', async () => {
    await using shop = await openTestShop({ STUCK_SECONDS: '60' })
    await using operations = await serveOperations(shop, healthRoutes)
    const { ask } = createClient(operations.url)
    const part = shop.health.addPart('outbox')
    shop.health.pass(59_000)
    part.tried()
    shop.health.pass(59_000)
    expect(await ask('GET /health/live')).toMatchObject({ status: 200, body: { live: true } })
    shop.health.pass(2_000)
    expect(await ask('GET /health/live')).toMatchObject({
      status: 503,
      body: { live: false, stuck: ['outbox'] },
    })
  })
})
