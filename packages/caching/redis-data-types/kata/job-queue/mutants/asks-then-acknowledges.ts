// Fails: finishes only what the worker still holds, in every order of finish and recover
// A stream. Asks whether the entry is its own, and then acknowledges it. It has been recovered in between.
import type { Redis } from 'ioredis'

export interface Taken {
  job: string
  id: string
}
type Entry = [string, string[]]

export function jobQueue(redis: Redis, worker: string) {
  const me = `worker ${worker}`
  const openGroup = async () => {
    await redis.xgroup('CREATE', 'jobs', 'all', '0', 'MKSTREAM').catch(() => undefined)
  }
  return {
    async add(job: string): Promise<void> {
      await redis.xadd('jobs', '*', 'job', job)
    },
    async take(): Promise<Taken | undefined> {
      await openGroup()
      const script = `
        local freed = redis.call('XPENDING', KEYS[1], 'all', '-', '+', 1, 'free')
        if freed[1] then return redis.call('XCLAIM', KEYS[1], 'all', ARGV[1], 0, freed[1][1])[1] end
        local got = redis.call('XREADGROUP', 'GROUP', 'all', ARGV[1], 'COUNT', 1, 'STREAMS', KEYS[1], '>')
        return got and got[1][2][1]`
      const entry = (await redis.eval(script, 1, 'jobs', me)) as Entry | null
      return entry === null ? undefined : { id: entry[0], job: entry[1][1]! }
    },
    async finish({ id }: Taken): Promise<boolean> {
      const mine = await redis.xpending('jobs', 'all', id, id, 1, me)
      if (mine.length === 0) return false
      const gone = await redis.xack('jobs', 'all', id)
      await redis.xdel('jobs', id)
      return gone === 1
    },
    async recover(dead: string): Promise<number> {
      await openGroup()
      const script = `
        local entries = redis.call('XPENDING', KEYS[1], 'all', '-', '+', 100000, ARGV[1])
        for _, entry in ipairs(entries) do redis.call('XCLAIM', KEYS[1], 'all', 'free', 0, entry[1], 'JUSTID') end
        return #entries`
      return (await redis.eval(script, 1, 'jobs', `worker ${dead}`)) as number
    },
  }
}
