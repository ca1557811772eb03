import { proxy } from '@lab/wire/proxy'
import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { openTestShop } from '../open-test-shop.fixture.ts'
import { createClient } from './client.fixture.ts'
import { startApi } from './start-api.ts'

const limits = {
  ANONYMOUS_LIMIT: '43',
  STANDARD_LIMIT: '20',
  PREMIUM_LIMIT: '30',
  NAME_PREFIX: 'shop-',
}

async function open(environment: Record<string, string> = {}) {
  await using opening = new AsyncDisposableStack()
  const shop = opening.use(await openTestShop({ ...limits, ...environment }))
  const client = createClient(opening.use(await startApi(shop)).url)
  const opened = opening.move()
  return {
    ...client,
    shop,
    /** Orders nothing so many times, for 10 units each, and says what came. */
    async burst(times: number, sent: Parameters<typeof client.ask>[1] = {}): Promise<number[]> {
      const statuses: number[] = []
      for (let count = 0; count < times; count += 1) {
        statuses.push((await client.ask('POST /orders', sent)).status)
      }
      return statuses
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

describe('limitRequests', () => {
  it('gives each account its plan, and strangers the one of their address', async () => {
    await using api = await open({ ANONYMOUS_LIMIT: '64' })
    // A password is ten units, too, and a refresh is one.
    const standard = await api.register('buyer')
    const premium = await api.register('buyer')
    await api.shop.pool.query(`update accounts set plan = 'premium' where id = $1`, [premium.id])
    const pair = await api.ask('POST /sessions/refresh', {
      body: { refreshToken: premium.refreshToken },
    })
    const { accessToken } = pair.body as { accessToken: string }
    expect(await api.burst(3, { token: standard.accessToken })).toEqual([400, 400, 429])
    expect(await api.burst(4, { token: accessToken })).toEqual([400, 400, 400, 429])
    expect(await api.burst(5)).toEqual([401, 401, 401, 401, 429])
    expect((await api.shop.redis.keys('*')).toSorted()).toEqual([
      'token-bucket:anonymous:shop-127.0.0.1',
      `token-bucket:premium:shop-${premium.id}`,
      `token-bucket:standard:shop-${standard.id}`,
    ])
  })

  it('counts a forged token as a stranger, and tells when to come back', async () => {
    await using api = await open()
    const { accessToken } = await api.register('buyer')
    const forged = `${accessToken.slice(0, -4)}AAAA`
    expect(await api.burst(3, { token: forged })).toEqual([401, 401, 401])
    const refused = await api.ask('POST /orders', { token: forged })
    expect(refused).toMatchObject({
      status: 429,
      body: {
        type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
        title: 'Too many requests',
        status: 429,
        instance: refused.headers.get('x-request-id'),
        'violated-policies': ['anonymous'],
      },
    })
    // A unit comes every 1.4 seconds.
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(15)
    expect(refused.headers.get('ratelimit-policy')).toBe('"anonymous";q=43;w=60')
  })

  it('does not count probes, nor requests for the document', async () => {
    await using api = await open()
    await api.burst(5)
    for (const path of ['/health/live', '/health/ready', '/openapi.json']) {
      expect(await api.ask(`GET ${path}`)).toMatchObject({ status: 200 })
    }
    expect(await api.burst(1)).toEqual([429])
  })

  it.each(['gone', 'hanging'] as const)('counts by itself while Redis is %s', async (failure) => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using api = await open({ REDIS_URL: link.url })
    if (failure === 'gone') await link.cut()
    else link.hang()
    expect(await api.burst(5)).toEqual([401, 401, 401, 401, 429])
  })
})
