import { redis } from '@lab/servers/redis'
import { expect, it } from 'vitest'
import { recordOneRequest } from './record-one-request.ts'

it('waits for INCR before it sends EXPIRE, and for no reply inside a MULTI', async () => {
  await using space = await redis()
  const { parties, messages } = await recordOneRequest(space.url, 'One request')
  expect(parties).toEqual(['incr-then-expire', 'redis', 'in one multi'])
  expect(messages.map(({ from, to, text }) => `${from} → ${to}: ${text}`)).toEqual([
    'incr-then-expire → redis: incr first',
    'redis → incr-then-expire: 1',
    'incr-then-expire → redis: pexpire first 3600000',
    'redis → incr-then-expire: 1',
    'in one multi → redis: multi',
    'in one multi → redis: set second 0 PX 3600000 NX',
    'in one multi → redis: incr second',
    'in one multi → redis: exec',
    'redis → in one multi: OK',
    'redis → in one multi: QUEUED',
    'redis → in one multi: QUEUED',
    'redis → in one multi: ["OK",1]',
  ])
})
