import { redis } from '@lab/servers/redis'
import { describe, expect, it } from 'vitest'
import { failsFast } from './fails-fast.ts'

describe('failsFast', () => {
  it('leaves a command of a client with default options waiting, whatever happens', async () => {
    await using space = await redis()
    expect(await failsFast(space.url, 'gone before')).toEqual({
      defaults: 'waits',
      'no-offline-queue': 'fails',
      'no-retries': 'fails',
      'command-timeout': 'fails',
      'all-three': 'fails',
    })
    expect(await failsFast(space.url, 'gone meanwhile')).toEqual({
      defaults: 'waits',
      'no-offline-queue': 'waits',
      'no-retries': 'fails',
      'command-timeout': 'fails',
      'all-three': 'fails',
    })
    expect(await failsFast(space.url, 'hangs')).toEqual({
      defaults: 'waits',
      'no-offline-queue': 'waits',
      'no-retries': 'waits',
      'command-timeout': 'fails',
      'all-three': 'fails',
    })
  })
})
