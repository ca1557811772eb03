import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { localTokenBucket } from '../token-bucket/local-token-bucket.ts'
import { tokenBucket } from '../token-bucket/token-bucket.ts'
import { openApi } from './open-api.ts'
import type { Plan } from './rate-limit.ts'

const minuteMs = 60_000
const free = { user: 'alice', plan: 'free' }
const pro = { user: 'carol', plan: 'pro' }

describe('rateLimit', () => {
  it('gives each plan its limit, and tells it in fields that clients can read', async () => {
    await using space = await redis()
    const standing = { redis: space.client(), nowMs: () => 1_800_000_000_000 }
    const plan = (limit: number): Plan => ({
      limiter: tokenBucket({ ...standing, limit, windowMs: minuteMs }),
      whenRedisFails: 'refuse',
    })
    await using api = await openApi({ free: plan(2), pro: plan(20) })

    expect(await api.get('/', free)).toEqual({
      status: 200,
      fields: { 'RateLimit-Policy': '"free";q=2;w=60', RateLimit: '"free";r=1;t=30' },
      body: 'welcome',
    })
    await api.get('/', free)
    expect(await api.get('/', free)).toEqual({
      status: 429,
      fields: {
        'RateLimit-Policy': '"free";q=2;w=60',
        RateLimit: '"free";r=0;t=30',
        'Retry-After': '30',
      },
      body: {
        type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
        status: 429,
        'violated-policies': ['free'],
      },
    })
    expect(await api.get('/', { ...free, user: 'bob' })).toMatchObject({ status: 200 })
    expect(await api.get('/', { ...free, plan: 'pro' })).toMatchObject({
      status: 200,
      fields: { RateLimit: '"pro";r=19;t=3' },
    })
    expect(await api.get('/export', pro)).toMatchObject({
      status: 200,
      fields: { 'RateLimit-Policy': '"pro";q=20;w=60', RateLimit: '"pro";r=17;t=3' },
    })
    expect(api.failures).toEqual([])
  })

  it('answers 500 when a route costs more than its plan can ever allow', async () => {
    await using space = await redis()
    const limiter = tokenBucket({ redis: space.client(), limit: 2, windowMs: minuteMs })
    await using api = await openApi({ free: { limiter, whenRedisFails: 'allow' } })
    expect(await api.get('/export', free)).toMatchObject({ status: 500, fields: {} })
    expect(api.failures).toEqual([])
  })

  it('fails open, fails closed or asks a local limiter when Redis gives no answer', async () => {
    await using space = await redis()
    const closed = space.client()
    closed.disconnect()
    const limiter = tokenBucket({ redis: closed, limit: 20, windowMs: minuteMs })
    // Its share, as one of four servers.
    const local = localTokenBucket({ limit: 5, windowMs: minuteMs, clock: { now: () => 0 } })
    await using api = await openApi({
      open: { limiter, whenRedisFails: 'allow' },
      closed: { limiter, whenRedisFails: 'refuse' },
      local: { limiter, whenRedisFails: local },
    })

    const ask = async (plan: string) =>
      await Promise.all(Array.from({ length: 8 }, () => api.get('/', { user: 'alice', plan })))
    const open = await ask('open')
    expect(open.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(open[0]!.fields).toEqual({})
    expect(await ask('closed')).toEqual(
      Array(8).fill({
        status: 503,
        fields: { 'Retry-After': '1' },
        body: {
          type: 'https://iana.org/assignments/http-problem-types#temporary-reduced-capacity',
          status: 503,
          'violated-policies': ['closed'],
        },
      }),
    )
    const fallback = await ask('local')
    const statuses = Map.groupBy(fallback, ({ status }) => status)
    expect([statuses.get(200)?.length, statuses.get(429)?.length]).toEqual([5, 3])
    expect(fallback[0]!.fields['RateLimit-Policy']).toBe('"local";q=5;w=60')
    expect(api.failures).toHaveLength(24)
  })
})
