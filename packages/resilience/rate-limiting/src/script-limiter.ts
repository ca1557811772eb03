import { readFileSync } from 'node:fs'
import type { Redis } from 'ioredis'
import type { Decision, RateLimiter } from './rate-limiter.ts'
import { requireWholeNumber } from './require-whole-number.ts'

export interface LimiterOptions {
  redis: Redis
  /** Units for each window: a whole number from 1 up. */
  limit: number
  windowMs: number
  /** For tests and demos: the time in microseconds since 1970. Default: the clock of Redis. */
  nowMicroseconds?: () => number
}

export interface Script<Reply> {
  /** Names the command, and the keys. */
  name: string
  file: URL
  /** The most that one request may cost. */
  most: number
  args(cost: number): number[]
  read(reply: Reply, cost: number): Decision
}

/** Makes a limiter of one Lua script, which decides and counts in one step of Redis. */
export function scriptLimiter<Reply>(
  { redis, limit, windowMs, nowMicroseconds }: LimiterOptions,
  { name, file, most, args, read }: Script<Reply>,
): RateLimiter {
  // Lua counts in doubles, which are exact up to 2^53; times are in microseconds.
  requireWholeNumber('windowMs', windowMs, 1_000_000_000_000)
  requireWholeNumber('limit', limit, Number.MAX_SAFE_INTEGER)
  // ioredis sends EVALSHA, and EVAL once for each connection and whenever Redis lost the script.
  if (!(name in redis)) {
    redis.defineCommand(name, { numberOfKeys: 1, lua: readFileSync(file, 'utf8') })
  }
  const commands = redis as unknown as Record<string, (...given: unknown[]) => Promise<Reply>>

  return {
    limit,
    windowMs,
    async consume(key, cost = 1) {
      requireWholeNumber('cost', cost, most)
      const given = args(cost)
      if (nowMicroseconds !== undefined) given.push(nowMicroseconds())
      return read(await commands[name]!(`${name}:${key}`, ...given), cost)
    },
  }
}
