-- KEYS[1]: level and time of the last change, as two packed doubles.
-- ARGV: full, price, now; all in microseconds, because a token is worth the time it takes to fill.
-- Without ARGV[3] the time is the server's own: tests and demos give it, to hold the clock.
-- Returns the level after the request; below 0: refused, and the level is -1 - reply.
local full, price, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local level = full
local state = redis.call('GET', KEYS[1])
if state then
  local left, since = struct.unpack('dd', state)
  -- A clock that was set back fills nothing.
  now = math.max(now, since)
  level = math.min(full, left + now - since)
end

if level < price then return -1 - level end
level = level - price
-- When the key has expired the bucket is full again, and no key says the same.
redis.call('SET', KEYS[1], struct.pack('dd', level, now), 'PX', math.ceil(full / 1000))
return level
