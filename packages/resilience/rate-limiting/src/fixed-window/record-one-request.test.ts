import { redis } from '@lab/servers/redis'
import { expect, it } from 'vitest'
import { recordOneRequest } from './record-one-request.ts'

it('sends two commands for incr-then-expire, and one for the script', async () => {
  await using space = await redis()
  const { parties, messages } = await recordOneRequest(space.url, 'One request')
  expect(parties).toEqual(['incr-then-expire', 'redis', 'fixed-window'])
  expect(messages.map(({ from, to, text }) => `${from} → ${to}: ${text}`)).toEqual([
    'incr-then-expire → redis: incr incr:api',
    'redis → incr-then-expire: 1',
    'incr-then-expire → redis: pexpire incr:api 3600000',
    'redis → incr-then-expire: 1',
    expect.stringMatching(
      /^fixed-window → redis: evalsha [0-9a-f]{40} 1 fixed-window:api 1 3600000000 1 1800000000000000$/,
    ),
    'redis → fixed-window: [1,0,0,3600000000]',
  ])
})
