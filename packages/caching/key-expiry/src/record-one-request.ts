import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { Redis } from 'ioredis'
import { incrThenExpire } from './incr-then-expire.ts'
import { setAndIncrInMulti } from './set-and-incr-in-multi.ts'

/**
 * Records what Redis is asked for the first request of a user, by two commands and by one MULTI.
 *
 * @param url Of a key space that is not used otherwise.
 */
export async function recordOneRequest(url: string, title: string): Promise<RecordedExchange> {
  await using recorder = recordExchange()
  const connect = async (from: string) =>
    new Redis(await recorder.redis(url, { from, to: 'redis' }))
  const naive = await connect('incr-then-expire')
  const atomic = await connect('in one multi')
  try {
    await Promise.all([naive.ping(), atomic.ping()])
    recorder.clear()
    await incrThenExpire(naive, 'first', 1, 3_600_000)
    await setAndIncrInMulti(atomic, 'second', 1, 3_600_000)
    return recorder.exchange(title)
  } finally {
    naive.disconnect()
    atomic.disconnect()
  }
}
