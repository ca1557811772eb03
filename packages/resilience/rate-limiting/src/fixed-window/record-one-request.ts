import { recordExchange } from '@lab/wire/record-exchange'
import type { RecordedExchange } from '@lab/wire/record-exchange'
import { Redis } from 'ioredis'
import { fixedWindow } from './fixed-window.ts'
import { incrThenExpire } from './incr-then-expire.ts'

const hourMs = 3_600_000

/**
 * Records what Redis is asked for the first request of a user: by two commands, and by one script,
 * which this connection has sent before.
 *
 * @param url Of a key space that is not used otherwise.
 */
export async function recordOneRequest(url: string, title: string): Promise<RecordedExchange> {
  await using recorder = recordExchange()
  const connect = async (from: string) =>
    new Redis(await recorder.redis(url, { from, to: 'redis' }))
  const naive = await connect('incr-then-expire')
  const atomic = await connect('fixed-window')
  try {
    const limits = { limit: 1, windowMs: hourMs }
    const counter = incrThenExpire({ redis: naive, ...limits })
    const limiter = fixedWindow({ redis: atomic, ...limits, nowMs: () => 1_800_000_000_000 })
    await counter.consume('earlier')
    await limiter.consume('earlier')
    recorder.clear()
    await counter.consume('api')
    await limiter.consume('api')
    return recorder.exchange(title)
  } finally {
    naive.disconnect()
    atomic.disconnect()
  }
}
