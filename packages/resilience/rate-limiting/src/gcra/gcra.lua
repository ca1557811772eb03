-- KEYS[1]: the theoretical arrival time: when all that was allowed is paid off.
-- ARGV: full, price, now; all in microseconds, because a unit is worth the interval between two.
-- Without ARGV[3] the time is the server's own: tests and demos give it, to hold the clock.
-- Returns what is left after the request; below 0: refused, and -1 - reply is left.
local full, price, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local arrival = math.max(now, tonumber(redis.call('GET', KEYS[1]) or now))
-- A clock that was set back leaves nothing, and no less.
local left = math.max(0, full - (arrival - now))
if left < price then return -1 - left end
redis.call('SET', KEYS[1], arrival + price, 'PX', math.ceil(full / 1000))
return left - price
