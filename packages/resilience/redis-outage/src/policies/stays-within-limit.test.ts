import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { failClosed } from './fail-closed.ts'
import { failOpen } from './fail-open.ts'
import { localShare } from './local-share.ts'
import { staysWithinLimit } from './stays-within-limit.ts'

const story = { requests: 30, limit: 20, servers: 4 }

describe.each([
  { policy: failOpen, of30: { 200: 30, 429: 0, 503: 0 } },
  { policy: failClosed, of30: { 200: 0, 429: 0, 503: 30 } },
  { policy: localShare, of30: { 200: 5, 429: 25, 503: 0 } },
])('$policy.name', ({ policy, of30 }) => {
  it.each(['gone', 'hangs'] as const)(
    'answers 30 requests when Redis is out: %s',
    async (outage) => {
      await using space = await redis()
      expect(await staysWithinLimit(space.url, policy, { ...story, redis: outage })).toEqual(of30)
    },
  )

  it('allows the limit of all servers while Redis answers', async () => {
    await using space = await redis()
    expect(await staysWithinLimit(space.url, policy, { ...story, redis: 'up' })).toEqual({
      200: 20,
      429: 10,
      503: 0,
    })
  })
})
