import { readFileSync } from 'node:fs'
import { requireWholeNumber } from './rate-limiter.ts'
import type { LimiterOptions, RateLimiter } from './rate-limiter.ts'

interface Script {
  /** Names the command and the keys. */
  name: string
  file: URL
  /** The first two arguments; then come the cost and, when it is given, the time. */
  args: [number, number]
  /** The most that one request may cost. */
  most: number
}

/** What every script replies: times in microseconds. */
type ScriptReply = [allowed: 0 | 1, remaining: number, retryAfter: number, reset: number]

/** Makes a limiter of one Lua script, which decides and counts in one step of Redis. */
export function scriptLimiter(
  { redis, limit, windowMs, nowMs }: LimiterOptions,
  { name, file, args, most }: Script,
): RateLimiter {
  // Lua counts in doubles, which are exact up to 2^53; times are in microseconds.
  requireWholeNumber('windowMs', windowMs, 1_000_000_000_000)
  requireWholeNumber('limit', limit, Number.MAX_SAFE_INTEGER)
  // ioredis sends EVALSHA, and EVAL once for each connection and whenever Redis lost the script.
  if (!(name in redis)) {
    redis.defineCommand(name, { numberOfKeys: 1, lua: readFileSync(file, 'utf8') })
  }
  const commands = redis as unknown as Record<string, (...given: unknown[]) => Promise<ScriptReply>>

  return {
    limit,
    windowMs,
    async consume(key, cost = 1) {
      requireWholeNumber('cost', cost, most)
      const now = nowMs === undefined ? [] : [Math.round(nowMs() * 1000)]
      const reply = await commands[name]!(`${name}:${key}`, ...args, cost, ...now)
      const [allowed, remaining, retryAfter, reset] = reply
      return {
        allowed: allowed === 1,
        remaining,
        retryAfterMs: retryAfter / 1000,
        resetMs: reset / 1000,
      }
    },
  }
}
