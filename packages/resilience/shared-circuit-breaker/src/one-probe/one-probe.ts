import { conduct, turn } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Redis } from 'ioredis'
import { StatusError } from '../get-price.ts'
import type { PriceSource } from '../price-source.ts'
import type { SharedBreakerOptions } from './shared-breaker.ts'
import { sharedSettings } from '../settings.ts'

export type SharedBreaker = (
  redis: Redis,
  call: () => Promise<number>,
  options: SharedBreakerOptions,
) => PriceSource

const { key } = sharedSettings
const openUntilMs = 5_000
const nowMs = () => openUntilMs

/**
 * The contract: the reset timeout is over, and the service is still down. Processes that call at
 * the same time send it one probe.
 */
export function oneProbe(
  plain: Redis,
  clients: Record<string, Redis>,
  create: SharedBreaker,
): Race {
  let arrived = 0
  const call = async (): Promise<number> => {
    await turn('the call reaches the service')
    arrived += 1
    throw new StatusError(503)
  }
  const ask = async (redis: Redis) => {
    const source = create(redis, call, { ...sharedSettings, nowMs })
    return source.fire().catch((error: Error) => error.name)
  }
  return conduct({
    setup: async () => {
      arrived = 0
      await plain.del(key)
      await plain.hset(key, 'state', 'open', 'until', openUntilMs, 'epoch', 1, 'failures', 10)
    },
    actors: Object.fromEntries(
      Object.entries(clients).map(([process, redis]) => [process, () => ask(redis)]),
    ),
    invariant: async () => {
      const state = await plain.hget(key, 'state')
      if (state !== 'open') return `the service is down, and the breaker is ${state}`
      return arrived === 1 ? undefined : `${arrived} probes reach the service`
    },
  })
}
