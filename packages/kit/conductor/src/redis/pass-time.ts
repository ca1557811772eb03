import type { Redis } from 'ioredis'
import { asNobody } from '../run/actor.ts'

// A key that is watched keeps its time, unless that is over: to change it would look like a write.
const shorten = `
  redis.call('select', ARGV[1])
  local held, kept = {}, 0
  for index = 3, #ARGV do held[ARGV[index]] = true end
  for _, key in ipairs(redis.call('keys', '*')) do
    local left = redis.call('pttl', key)
    if left >= 0 and left <= tonumber(ARGV[2]) then redis.call('del', key)
    elseif left >= 0 and held[key] then kept = kept + 1
    elseif left >= 0 then redis.call('pexpire', key, left - ARGV[2]) end
  end
  return kept`

/** Takes time from all keys of a database that live for a time; returns how many it left alone. */
export type PassTime = (database: number, ms: number, watched: readonly string[]) => Promise<number>

export function createPassTime(control: Redis): PassTime {
  return async (database, ms, watched) => {
    const held = watched.map((key) => Buffer.from(key, 'latin1'))
    return Number(await asNobody(() => control.eval(shorten, 0, database, ms, ...held)))
  }
}
