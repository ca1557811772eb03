-- KEYS[1]: a hash of the level of the bucket, and the time when it had that level.
-- ARGV: microseconds in which one token flows in, burst, cost, now in microseconds.
-- The level is counted in microseconds too: it rises by 1 in each, and nothing is rounded.
local token, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
-- Tests and demos give the time, to hold the clock. In production it is that of Redis.
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local full, price = burst * token, cost * token
local state = redis.call('HMGET', KEYS[1], 'level', 'since')
local level, since = tonumber(state[1]) or full, tonumber(state[2]) or now
-- A clock that was set back fills nothing.
now = math.max(now, since)
level = math.min(full, level + now - since)

local allowed = level >= price
if allowed then
  level = level - price
  redis.call('HSET', KEYS[1], 'level', level, 'since', now)
  -- Until then the bucket is full again, and a missing key says the same.
  redis.call('PEXPIRE', KEYS[1], math.ceil(full / 1000))
end
local remaining = math.floor(level / token)
return {
  allowed and 1 or 0,
  remaining,
  allowed and 0 or price - level,
  (remaining + 1) * token - level,
}
