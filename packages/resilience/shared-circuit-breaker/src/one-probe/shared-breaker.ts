// One breaker for all processes: its state is in Redis, and each change of it is one Lua script.
// Costs a round trip before every call, and one more after a failure or a probe.
import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import { BreakerOpenError } from '../price-source.ts'
import { isAnswer } from '../get-price.ts'

export interface SharedBreakerOptions {
  /** The key in Redis; one for each dependency. */
  key: string
  volumeThreshold: number
  errorThresholdPercentage: number
  windowMs: number
  resetTimeoutMs: number
  /** After this time without a report another process may probe; longer than the call's timeout. */
  probeTimeoutMs: number
  /** For tests and demos; without it the time is that of Redis. */
  nowMs?: () => number
}

interface Scripts {
  enterBreaker(
    key: string,
    ...given: (string | number)[]
  ): Promise<['go' | 'probe' | 'wait', number]>
  leaveBreaker(key: string, ...given: (string | number)[]): Promise<string>
}

export function sharedBreaker<Answer>(
  client: Redis,
  call: () => Promise<Answer>,
  options: SharedBreakerOptions,
): { fire(): Promise<Answer> } {
  const redis = withScripts(client)
  const { key, volumeThreshold, errorThresholdPercentage, resetTimeoutMs } = options
  const now = () => options.nowMs?.() ?? ''

  const enter = () => redis.enterBreaker(key, options.probeTimeoutMs, options.windowMs, now())
  const leave = (epoch: number, ending: 'success' | 'failure') =>
    redis
      .leaveBreaker(
        key,
        epoch,
        ending,
        volumeThreshold,
        errorThresholdPercentage,
        resetTimeoutMs,
        now(),
      )
      .catch(ignore)

  return {
    async fire() {
      // Without Redis there is no breaker, and the call goes through. Its timeout still holds.
      const entered = await enter().catch(ignore)
      if (entered === undefined) return call()
      const [permit, epoch] = entered
      if (permit === 'wait') throw new BreakerOpenError()
      try {
        const answer = await call()
        // A success while it is closed has been counted on entry.
        if (permit === 'probe') await leave(epoch, 'success')
        return answer
      } catch (error) {
        await leave(epoch, isAnswer(error) ? 'success' : 'failure')
        throw error
      }
    },
  }
}

function withScripts(client: Redis): Redis & Scripts {
  for (const name of ['enter', 'leave']) {
    const lua = readFileSync(new URL(`${name}.lua`, import.meta.url), 'utf8')
    client.defineCommand(`${name}Breaker`, { numberOfKeys: 1, lua })
  }
  return client as Redis & Scripts
}

function ignore(): undefined {}
