-- KEYS[1]: the time at which everything allowed so far is used up ("theoretical arrival time").
-- ARGV: microseconds between two units, burst, cost, now in microseconds.
local interval, burst, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
-- Tests and demos give the time, to hold the clock. In production it is that of Redis.
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local full, price = burst * interval, cost * interval
local arrival = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
-- After a clock was set back nothing is left, and not less than nothing.
local level = math.max(0, full - (arrival - now))

local allowed = level >= price
if allowed then
  level = level - price
  redis.call('SET', KEYS[1], arrival + price, 'PX', math.ceil(full / 1000))
end
local remaining = math.floor(level / interval)
return {
  allowed and 1 or 0,
  remaining,
  allowed and 0 or price - level,
  (remaining + 1) * interval - level,
}
