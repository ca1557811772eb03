-- KEYS[1]: level, time of the last change, time when the key got its end: three packed doubles.
-- ARGV: full, price, now; all in microseconds, because a token is worth the time it takes to fill.
-- Without ARGV[3] the time is the server's own: tests and demos give it, to hold the clock.
-- Returns the level after the request; below 0: refused, and the level is -1 - reply.
local full, price, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local level, renewed = full, nil
local state = redis.call('GET', KEYS[1])
if state then
  local left, since
  left, since, renewed = struct.unpack('ddd', state)
  -- A clock that was set back fills nothing.
  if now < since then now = since end
  level = left + now - since
  if level > full then level = full end
end

if level < price then return -1 - level end
level = level - price
-- The key must live until the bucket is full; then no key says the same. Setting its end costs as
-- much as all the rest, so it gets twice that time, and keeps its end for the first half.
if renewed and now - renewed < full then
  redis.call('SETRANGE', KEYS[1], 0, struct.pack('dd', level, now))
else
  redis.call('SET', KEYS[1], struct.pack('ddd', level, now, now), 'PX', math.ceil(full / 500))
end
return level
