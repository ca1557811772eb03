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

  it('charges a new event, with its thousands of seats, as ten requests', async () => {
    await using api = await open()
    const { accessToken: token } = await api.register('organiser')
    const announce = async () => (await api.ask('POST /events', { token, body: {} })).status
    expect([await announce(), await announce(), await announce()]).toEqual([400, 400, 429])
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

  it('charges a password to the network, whoever sends it', async () => {
    await using api = await open({ ANONYMOUS_LIMIT: '40' })
    const { accessToken: token } = await api.register('buyer')
    const body = { email: 'eve@example.com', password: 'a guess of many' }
    const guess = async (line: string) => (await api.ask(line, { token, body })).status
    expect(await guess('POST /sessions')).toBe(401)
    expect(await guess('POST /accounts')).toBe(400)
    expect(await guess('POST /sessions')).toBe(401)
    expect([await guess('POST /sessions'), await guess('POST /accounts')]).toEqual([429, 429])
    // What the account may do is left to it.
    expect(await api.burst(3, { token })).toEqual([400, 400, 429])
  })

  it('lets one network guess a password so often, and all together more often', async () => {
    await using api = await open({
      ANONYMOUS_LIMIT: '1000',
      NETWORK_LOG_IN_LIMIT: '2',
      LOG_IN_LIMIT: '3',
    })
    const victim = await api.register('buyer')
    const logIn = async (email: string, password = 'a wrong one') => {
      const { status, body } = await api.ask('POST /sessions', { body: { email, password } })
      return [status, ...((body as { 'violated-policies'?: string[] })['violated-policies'] ?? [])]
    }
    expect(await logIn(victim.email)).toEqual([401])
    expect(await logIn(` ${victim.email.toUpperCase()}`)).toEqual([401])
    expect(await logIn(victim.email, 'correct horse')).toEqual([429, 'log-ins-of-network'])
    expect(await logIn('bob@example.com'), 'another account').toEqual([401])
    // Two from here, and one from a second network: the account has no more for a third.
    const [key] = await api.shop.redis.keys('*log-ins:*')
    expect(key, 'Redis knows no address').not.toContain('@')
    await api.shop.redis.del(...(await api.shop.redis.keys('*log-ins-of-network*')))
    expect(await logIn(victim.email, 'correct horse')).toEqual([201])
    expect(await logIn(victim.email, 'correct horse')).toEqual([429, 'log-ins'])
  })

  it('does not count probes, nor requests for the document', async () => {
    await using api = await open()
    await api.burst(5)
    for (const path of ['/health/live', '/health/ready', '/openapi.json']) {
      expect(await api.ask(`GET ${path}`)).toMatchObject({ status: 200 })
    }
    expect(await api.burst(1)).toEqual([429])
  })

  it('waits for a silent Redis a few times only, and finds it again', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using api = await open({
      REDIS_URL: link.url,
      REDIS_TIMEOUT_SECONDS: '0.1',
      ANONYMOUS_LIMIT: '1000000',
    })
    const { redis: client } = api.shop
    link.hang('received')
    // 500 ms of silence end the connection: requests of 100 ms each, and no more than a few.
    expect(await api.burst(20)).toEqual(Array.from({ length: 20 }, () => 401))
    expect(client.status).not.toBe('ready')
    const sent = link.bytes.sent
    // Nothing is sent that would be waited for: it is known that Redis is away.
    await api.burst(50)
    expect(link.bytes.sent - sent, 'only what makes a new connection').toBeLessThan(50 * 100)
    const back = new Promise((resolve) => client.once('ready', resolve))
    await link.restore()
    await back
    await api.burst(1)
    expect(await space.client().keys('*anonymous*')).toHaveLength(1)
  })

  it.each(['gone', 'hanging'] as const)('counts by itself while Redis is %s', async (failure) => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using api = await open({ REDIS_URL: link.url, REDIS_TIMEOUT_SECONDS: '0.1' })
    if (failure === 'gone') await link.cut()
    else link.hang()
    expect(await api.burst(5)).toEqual([401, 401, 401, 401, 429])
  })

  it('leaves an order to a share that is smaller than one', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using api = await open({
      REDIS_URL: link.url,
      ANONYMOUS_LIMIT: '60',
      API_PROCESSES: '10',
    })
    await link.cut()
    expect(await api.burst(2)).toEqual([401, 429])
  })
})

describe('limitLogIns', () => {
  it.each([
    ['an object without text', { toString: 1, valueOf: 1 }],
    ['a list', [['a@example.com']]],
    ['nothing', null],
    ['a long text', 'x'.repeat(10_000)],
  ])('refuses %s for an email, like any body that does not fit', async (_what, email) => {
    await using api = await open({ ANONYMOUS_LIMIT: '1000' })
    const body = { email, password: 'correct horse' }
    expect((await api.ask('POST /sessions', { body })).status).toBe(400)
  })

  it('charges no account for a list that has its email in it', async () => {
    await using api = await open({ ANONYMOUS_LIMIT: '1000', NETWORK_LOG_IN_LIMIT: '1' })
    const { email } = await api.register('buyer')
    const logIn = (as: unknown) =>
      api.ask('POST /sessions', { body: { email: as, password: 'correct horse' } })
    expect((await logIn([email])).status).toBe(400)
    expect((await logIn(email)).status).toBe(201)
    expect((await logIn(` ${email.toUpperCase()} `)).status).toBe(429)
  })
})
