import type { Access, Footprint } from '../explore/footprint.ts'

const reads = new Set(
  `bitcount bitpos dump exists expiretime geodist geohash geopos geosearch get getbit getrange hexists
  hget hgetall hkeys hlen hmget hrandfield hscan hstrlen hvals lindex llen lpos lrange mget pexpiretime
  pttl scard sdiff sinter sintercard sismember smembers smismember srandmember sscan strlen sunion ttl
  type xinfo xlen xpending xrange xread xrevrange zcard zcount zdiff zinter zintercard zlexcount zmscore
  zrandmember zrange zrangebylex zrangebyscore zrank zrevrange zrevrangebyscore zrevrank zscan zscore
  zunion`.split(/\s+/),
)
const touchNothing = new Set(['ping', 'echo', 'time', 'client', 'info', 'script'])

/** What a command touches: its keys, or everything when it names none. */
export function footprintOfCommand(
  name: string,
  keys: readonly string[],
  database: number,
): Footprint {
  if (touchNothing.has(name)) return []
  if (keys.length === 0) return 'everything'
  return keys.flatMap((key): Access[] => {
    const resource = `redis ${database} ${key}`
    // A command shows its writes at once: it locks and publishes in one.
    return reads.has(name)
      ? [{ resource, mode: 'read' }]
      : [
          { resource, mode: 'publish' },
          { resource, mode: 'write' },
        ]
  })
}
