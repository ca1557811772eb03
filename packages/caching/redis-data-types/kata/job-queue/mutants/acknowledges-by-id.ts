// Fails: finishes only what the worker still holds, in every order of finish and recover
// A stream. XACK asks for the id of the entry, and not for the worker that has it by now.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  id: string
}

const takeScript = `
  local freed = redis.call('XPENDING', KEYS[1], 'all', '-', '+', 1, 'nobody')
  if freed[1] then return redis.call('XCLAIM', KEYS[1], 'all', ARGV[1], 0, freed[1][1])[1] end
  local read = redis.call('XREADGROUP', 'GROUP', 'all', ARGV[1], 'COUNT', 1, 'STREAMS', KEYS[1], '>')
  return read and read[1][2][1]`

const recoverScript = `
  local held = redis.call('XPENDING', KEYS[1], 'all', '-', '+', 1000, ARGV[1])
  for _, each in ipairs(held) do redis.call('XCLAIM', KEYS[1], 'all', 'nobody', 0, each[1]) end
  return #held`

export function jobQueue(redis: Redis, worker: string) {
  const openGroup = () =>
    redis.xgroup('CREATE', 'jobs', 'all', '0', 'MKSTREAM').catch(() => 'is there')
  return {
    async add(job: string): Promise<void> {
      await redis.xadd('jobs', '*', 'job', job)
    },

    async take(): Promise<Taken | undefined> {
      await openGroup()
      const entry = (await redis.eval(takeScript, 1, 'jobs', `worker ${worker}`)) as
        | [id: string, fields: string[]]
        | null
      return entry === null ? undefined : { id: entry[0], job: entry[1][1]! }
    },

    async finish({ id }: Taken): Promise<boolean> {
      return (await redis.xack('jobs', 'all', id)) === 1
    },

    async recover(dead: string): Promise<number> {
      await openGroup()
      return (await redis.eval(recoverScript, 1, 'jobs', `worker ${dead}`)) as number
    },
  }
}
