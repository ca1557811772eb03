import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { askWithoutRedis } from './ask-without-redis.ts'

describe('askWithoutRedis', () => {
  it('leaves a request of a client with default options waiting, whatever happens', async () => {
    await using space = await redis()
    expect(await askWithoutRedis(space.url, 'gone before')).toEqual({
      defaults: 'waits',
      'no offline queue': 'fails',
      'no retries': 'fails',
      'command timeout': 'fails',
      'all three': 'fails',
    })
    expect(await askWithoutRedis(space.url, 'gone meanwhile')).toEqual({
      defaults: 'waits',
      'no offline queue': 'waits',
      'no retries': 'fails',
      'command timeout': 'fails',
      'all three': 'fails',
    })
    expect(await askWithoutRedis(space.url, 'hangs')).toEqual({
      defaults: 'waits',
      'no offline queue': 'waits',
      'no retries': 'waits',
      'command timeout': 'fails',
      'all three': 'fails',
    })
  })
})
