// One of several processes that call the same service. Time passes in it as it is told.
import { virtualClock } from '@lab/conductor/clock'
import { answerParent } from '@lab/servers/answer-parent'
import { Redis } from 'ioredis'
import CircuitBreaker from 'opossum'
import { createGetPrice, withTimeout } from '../get-price.ts'
import { sharedBreaker } from '../one-probe/shared-breaker.ts'
import { endingOf } from '../price-source.ts'
import type { Ending, PriceSource } from '../price-source.ts'
import { settings, sharedSettings } from '../settings.ts'
import { breakerPerProcess } from './breaker-per-process.ts'

export type Way = 'breaker-per-process' | 'shared-breaker'

export type CallerOrder =
  | { type: 'start'; way: Way; key: string }
  /** Makes this many calls at once, at this time. */
  | { type: 'call'; calls: number; atMs: number }

const [url = '', redisUrl = ''] = process.argv.slice(2)
const redis = new Redis(redisUrl)
const clock = virtualClock()
clock.replaceTimers()

const call = withTimeout(createGetPrice(url), settings.timeoutMs)
let source: PriceSource | undefined

function start(way: Way, key: string): PriceSource {
  if (way === 'breaker-per-process') return breakerPerProcess(call, settings)
  return sharedBreaker(redis, call, { ...sharedSettings, key, nowMs: clock.now })
}

answerParent(async (order: CallerOrder): Promise<Ending[]> => {
  if (order.type === 'start') {
    if (source instanceof CircuitBreaker) source.shutdown()
    source = start(order.way, order.key)
    return []
  }
  await clock.advance(order.atMs - clock.now())
  return Promise.all(Array.from({ length: order.calls }, () => endingOf(source!.fire())))
})
