// One of several processes that call the same dependency. Time passes in it as it is told.
import { virtualClock } from '@lab/conductor/clock'
import { Redis } from 'ioredis'
import CircuitBreaker from 'opossum'
import { createGetPrice } from '../dependency/get-price.ts'
import { endingOf } from '../ending-of.ts'
import type { Ending } from '../ending-of.ts'
import { answerParent } from '@lab/servers/answer-parent'
import type { PriceSource } from '../price-source.ts'
import { settings } from '../settings.ts'
import { circuitBreaker } from '../slow-dependency/circuit-breaker.ts'
import { timeoutOnly } from '../slow-dependency/timeout-only.ts'
import { sharedBreaker } from './shared-breaker.ts'
import { sharedSettings } from './shared-settings.ts'

export type Kind = 'breaker-per-process' | 'shared-breaker'

export type CallerOrder =
  | { type: 'start'; kind: Kind; key: string }
  /** Makes this many calls at once, at this time. */
  | { type: 'call'; calls: number; atMs: number }

const [url = '', redisUrl = ''] = process.argv.slice(2)
const redis = new Redis(redisUrl)
const clock = virtualClock()
const { timeoutMs } = settings
clock.replaceTimers()

const getPrice = createGetPrice((signal) => fetch(url, signal ? { signal } : {}))
let source: PriceSource | undefined

function start(kind: Kind, key: string): PriceSource {
  if (kind === 'breaker-per-process') return circuitBreaker(getPrice, { ...settings, clock })
  const call = timeoutOnly(getPrice, { timeoutMs, clock })
  return sharedBreaker(redis, call, { ...sharedSettings, key, nowMs: clock.now })
}

answerParent(async (order: CallerOrder): Promise<Ending[]> => {
  if (order.type === 'start') {
    if (source instanceof CircuitBreaker) source.shutdown()
    source = start(order.kind, order.key)
    return []
  }
  await clock.advance(order.atMs - clock.now())
  return Promise.all(Array.from({ length: order.calls }, () => endingOf(source!.fire())))
})
