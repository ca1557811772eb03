import { expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import { createClient } from './client.fixture.ts'
import { healthRoutes } from './report-health.ts'
import { serveOperations } from './serve-operations.ts'

it('serves what it is given, on a port of its own, without limits, and nothing else', async () => {
  await using shop = await openTestShop({ ANONYMOUS_LIMIT: '10' })
  await using operations = await serveOperations(
    shop,
    healthRoutes(() => false),
  )
  expect(operations.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const { ask } = createClient(operations.url)
  for (let count = 0; count < 12; count += 1) {
    expect(await ask('GET /health/live')).toMatchObject({ status: 200, body: { live: true } })
    expect(await ask('GET /events')).toMatchObject({ status: 404 })
  }
})

it('ends while a client holds its connection', async () => {
  await using shop = await openTestShop({ HEALTH_HOST: 'localhost' })
  const operations = await serveOperations(
    shop,
    healthRoutes(() => false),
  )
  const { ask } = createClient(operations.url)
  expect(await ask('GET /health/live')).toMatchObject({ status: 200 })
  await operations[Symbol.asyncDispose]()
  await expect(ask('GET /health/live')).rejects.toThrow('fetch failed')
})
