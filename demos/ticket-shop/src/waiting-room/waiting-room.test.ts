import { proxy } from '@lab/wire/proxy'
import { redis } from '@lab/servers/redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concert, createClient } from '../http/client.fixture.ts'
import { startApi } from '../http/start-api.ts'
import { openTestShop } from '../open-test-shop.fixture.ts'
import type { TestShop } from '../open-test-shop.fixture.ts'
import { readTicket, signTicket } from './ticket.ts'
import type { Place } from './turn.ts'
import { createWaitingRoom } from './waiting-room.ts'

let shop: TestShop
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  shop = opened.use(await openTestShop({ ADMISSIONS_PER_SECOND: '2', ANONYMOUS_LIMIT: '1000' }))
})
afterAll(() => opened.disposeAsync())

/** A place that tells nothing of a room that was lost. */
const given = (place: number) => ({ place, admitted: 0, sinceUs: Number.MAX_SAFE_INTEGER })

describe('createWaitingRoom', () => {
  it('lets in so many each second, in the order in which they came', async () => {
    let nowUs = 1_000_000
    const room = createWaitingRoom(shop, () => nowUs)!
    const places: number[] = []
    for (let count = 0; count < 70; count += 1)
      places.push((await room.join('1', String(count))).place)
    expect(places).toEqual(Array.from({ length: 70 }, (_, index) => index + 1))
    const ahead = async (place: number) => (await room.look('1', given(place))).ahead
    expect([await ahead(2), await ahead(3), await ahead(70)], 'two at once').toEqual([0, 1, 68])
    expect((await room.look('1', given(7))).retryAfterSeconds).toBe(3)
    expect((await room.look('1', given(70))).retryAfterSeconds, 'half a minute at most').toBe(30)
    nowUs += 1_499_999
    expect([await ahead(4), await ahead(5)], 'one every half second').toEqual([0, 1])
    nowUs += 1
    expect([await ahead(5), await ahead(6)]).toEqual([0, 1])
    nowUs += 60_000_000
    expect(await ahead(70)).toBe(0)
    const late = [await room.join('1', 'x'), await room.join('1', 'y'), await room.join('1', 'z')]
    expect(
      late.map((one) => one.ahead),
      'an empty room has saved up one second',
    ).toEqual([0, 0, 1])
  })

  it('counts each event by itself, and none when it is not asked for', async () => {
    const room = createWaitingRoom(shop, () => 1)!
    expect((await room.join('2', '1')).place).toBe(1)
    expect((await room.join('3', '1')).place).toBe(1)
    const open = { ...shop, configuration: { ...shop.configuration, ADMISSIONS_PER_SECOND: 0 } }
    expect(createWaitingRoom(open)).toBeUndefined()
  })

  it('gives one place to an account, however often it joins', async () => {
    const room = createWaitingRoom(shop, () => 1)!
    const places: number[] = []
    for (let count = 0; count < 5; count += 1) places.push((await room.join('4', '7')).place)
    expect(places).toEqual([1, 1, 1, 1, 1])
    expect((await room.join('4', '8')).place).toBe(2)
  })

  it('keeps the order of those who wait when Redis has lost it', async () => {
    let nowUs = 1_000_000
    const room = createWaitingRoom(shop, () => nowUs)!
    await shop.redis.del('waiting-room:5')
    expect(await room.look('5', given(20)), 'not in at once').toMatchObject({ ahead: 18 })
    expect((await room.join('5', '9')).place, 'behind those who were there').toBe(21)
    nowUs += 9_000_000
    expect([
      (await room.look('5', given(20))).ahead,
      (await room.look('5', given(21))).ahead,
    ]).toEqual([0, 1])
  })

  it('goes on where it was when Redis has lost it', async () => {
    let nowUs = 1_000_000
    const room = createWaitingRoom(shop, () => nowUs)!
    const first = await room.join('7', 'first')
    nowUs += 3_600_000_000
    const crowd: Place[] = []
    for (let count = 2; count <= 70; count += 1) crowd.push(await room.join('7', String(count)))
    const ahead = async ([thirtieth, last] = [crowd[28]!, crowd[68]!]) => [
      (await room.look('7', first)).ahead,
      (await room.look('7', last)).ahead,
      (await room.look('7', thirtieth)).ahead,
    ]
    // Three were let in until the crowd came: a quiet hour has saved up no more. Then 40 in 20 s.
    nowUs += 20_000_000
    const before = await ahead()
    await shop.redis.del('waiting-room:7')
    expect([before, await ahead()]).toEqual([
      [0, 27, 0],
      [0, 27, 0],
    ])
    expect(await room.join('7', 'late')).toMatchObject({ place: 71, ahead: 28 })
    nowUs += 1_000_000
    expect(await ahead(), 'and on from there').toEqual([0, 25, 0])
  })

  it('lets in no faster for the time before the rate was raised', async () => {
    let nowUs = 1_000_000
    const slow = createWaitingRoom(shop, () => nowUs)!
    const configuration = { ...shop.configuration, ADMISSIONS_PER_SECOND: 100 }
    const fast = createWaitingRoom({ ...shop, configuration }, () => nowUs)!
    const crowd: Place[] = []
    for (let count = 1; count <= 70; count += 1) crowd.push(await slow.join('8', String(count)))
    nowUs += 10_000_000
    expect((await slow.look('8', crowd[69]!)).ahead).toBe(48)
    expect((await fast.look('8', crowd[69]!)).ahead).toBe(48)
  })

  it('goes on letting in when the clock was set back', async () => {
    let nowUs = 3_600_000_000
    const room = createWaitingRoom(shop, () => nowUs)!
    for (let count = 1; count <= 6; count += 1) await room.join('6', String(count))
    nowUs = 1_000_000
    expect((await room.look('6', given(6))).ahead).toBe(4)
    nowUs += 2_000_000
    expect((await room.look('6', given(6))).ahead).toBe(0)
  })

  it('lets in the share of a process while Redis hangs', async () => {
    await using space = await redis()
    await using link = await proxy(space.url)
    await using behind = await openTestShop({
      REDIS_URL: link.url,
      REDIS_TIMEOUT_SECONDS: '0.1',
      ADMISSIONS_PER_SECOND: '2',
    })
    link.hang()
    const room = behind.waitingRoom!
    const found = [
      await room.look('1', given(9)),
      await room.look('1', given(9)),
      await room.look('1', given(9)),
    ]
    expect(found.map(({ ahead }) => ahead)).toEqual([0, 0, 1])
    // Silent, or given up meanwhile.
    await expect(room.join('1', '1')).rejects.toThrow()
    const { values } = await behind.metrics.limiterFailures.get()
    expect(values[0]!.value, 'each failure is counted').toBe(4)
  })
})

describe('POST /events/:id/waiting-room', () => {
  it.each([
    ['is away', 'postgres://127.0.0.1:1/none'],
    ['has heard of nothing', undefined],
  ])(
    'lets an account join while the standby %s, and knows no event of another shop',
    async (_what, url) => {
      const room = { ADMISSIONS_PER_SECOND: '2' }
      await using behind = await openTestShop(room)
      await using own = await openTestShop({ ...room, READ_DATABASE_URL: url ?? behind.db.url })
      await using api = await startApi(own)
      const { ask, register } = createClient(api.url)
      const { accessToken } = await register('organiser')
      const { headers } = await ask('POST /events', { token: accessToken, body: concert() })
      const { accessToken: token } = await register('buyer')
      const join = `POST ${headers.get('location')}/waiting-room`
      expect(await ask(join, { token })).toMatchObject({ status: 201, body: { ahead: 0 } })
      await using other = await startApi(behind)
      expect(await createClient(other.url).ask(join, { token })).toMatchObject({ status: 404 })
    },
  )
})

describe('POST /orders behind a waiting room', () => {
  it('asks for a ticket of one’s own for this event, and then to wait for one’s turn', async () => {
    await using api = await startApi(shop)
    const client = createClient(api.url)
    const organiser = await client.register('organiser')
    const created = await client.ask('POST /events', {
      token: organiser.accessToken,
      body: concert(),
    })
    const { id: eventId } = created.body as { id: string }
    const [first, second, third] = [
      await client.register('buyer'),
      await client.register('buyer'),
      await client.register('buyer'),
    ]
    const join = async ({ accessToken: token }: typeof first) =>
      (await client.ask(`POST /events/${eventId}/waiting-room`, { token })).body as {
        ticket: string
      }
    const tickets = [await join(first), await join(second), await join(third)]
    let orders = 0
    const order = ({ accessToken: token }: typeof first, ticket?: string) =>
      client.ask('POST /orders', {
        token,
        headers: {
          'idempotency-key': `order-${(orders += 1)}`,
          ...(ticket === undefined ? {} : { 'waiting-room-ticket': ticket }),
        },
        body: { eventId, quantity: 1, card: '4242424242424242' },
      })
    expect(await order(first, tickets[0]!.ticket)).toMatchObject({ status: 202 })
    expect(await order(first)).toMatchObject({ status: 428 })
    expect(await order(second, tickets[0]!.ticket), 'another one’s').toMatchObject({ status: 428 })
    const other = signTicket(
      { accountId: second.id, eventId: '999', ...given(1) },
      shop.configuration,
    )
    expect(await order(second, other), 'of another event').toMatchObject({ status: 428 })
    const last = signTicket({ accountId: third.id, eventId, ...given(1_000) }, shop.configuration)
    const early = await order(third, last)
    expect(early).toMatchObject({
      status: 429,
      body: { type: 'tag:ticket-shop.example,2026:not-your-turn' },
    })
    // 1,000 less those who are in, at two a second; how many that are the clock of Redis says.
    expect(Number(early.headers.get('retry-after'))).toBeGreaterThan(0)
    const asked = await client.ask(`GET /events/${eventId}/waiting-room`, {
      token: second.accessToken,
      headers: { 'waiting-room-ticket': tickets[1]!.ticket },
    })
    expect(asked).toMatchObject({ status: 200, body: { ahead: 0 } })
  })

  it('gives a ticket that lasts an hour longer than its place has to wait', () => {
    const ticket = signTicket(
      { accountId: '1', eventId: '2', ...given(20_000) },
      shop.configuration,
    )
    const { iat, exp } = JSON.parse(atob(ticket.split('.')[1]!)) as { iat: number; exp: number }
    expect(exp - iat).toBe(3_600 + 10_000)
  })

  it('takes no ticket that this service has not signed', () => {
    const ticket = signTicket({ accountId: '1', eventId: '2', ...given(3) }, shop.configuration)
    expect(readTicket(ticket, shop.configuration)).toEqual({
      accountId: '1',
      eventId: '2',
      ...given(3),
    })
    const other = { ...shop.configuration, TOKEN_SECRET: 'x'.repeat(32) }
    expect(readTicket(ticket, other)).toBeUndefined()
    expect(readTicket('x.y.z', shop.configuration)).toBeUndefined()
  })
})
