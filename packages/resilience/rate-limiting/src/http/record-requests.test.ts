import { redis } from '@lab/servers/redis'
import { expect, it } from 'vitest'
import { tokenBucket } from '../token-bucket/token-bucket.ts'
import { openApi } from './open-api.ts'
import { recordRequests } from './record-requests.ts'

it('records a burst that ends in 429, with the fields that say when to come back', async () => {
  await using space = await redis()
  const limiter = tokenBucket({
    redis: space.client(),
    limit: 2,
    windowMs: 60_000,
    nowMs: () => 1_800_000_000_000,
  })
  await using api = await openApi({ free: { limiter, whenRedisFails: 'refuse' } })
  const burst = { user: 'alice', plan: 'free', paths: ['/', '/orders', '/'], title: 'A burst' }
  const asks = (path: string) => ({
    from: 'alice',
    to: 'api',
    text: `GET ${path}`,
    kind: 'request',
    atMs: expect.any(Number),
  })
  const gives = (text: string, left: number, more = {}) => ({
    from: 'api',
    to: 'alice',
    text,
    kind: 'reply',
    fields: [{ name: 'RateLimit', value: `"free";r=${left};t=30` }],
    atMs: expect.any(Number),
    ...more,
  })
  expect(await recordRequests(api, burst)).toEqual({
    statuses: [200, 200, 429],
    exchange: {
      title: 'A burst',
      parties: ['alice', 'api'],
      messages: [
        asks('/'),
        gives('200 OK', 1),
        asks('/orders'),
        gives('200 OK', 0),
        asks('/'),
        gives('429 Too Many Requests', 0, {
          outcome: 'error',
          fields: [
            { name: 'RateLimit', value: '"free";r=0;t=30' },
            { name: 'Retry-After', value: '30' },
          ],
        }),
      ],
    },
  })
})
