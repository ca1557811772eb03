-- KEYS[1]: a sorted set of the units that were allowed, by time.
-- ARGV: limit, window, cost, now; times in microseconds.
local limit, window, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
-- Tests and demos give the time, to hold the clock. In production it is that of Redis.
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local used = redis.call('ZCARD', KEYS[1])

-- Units are free when as many of the oldest have left the window as are missing.
local function wait(units)
  local missing = used + units - limit
  if missing <= 0 then return 0 end
  local last = redis.call('ZRANGE', KEYS[1], missing - 1, missing - 1, 'WITHSCORES')
  return last[2] + window - now
end

if used + cost > limit then
  return { 0, limit - used, wait(cost), wait(limit - used + 1) }
end
local number = used
for _ = 1, cost do
  -- The time alone is no name: two requests can have the same.
  repeat
    number = number + 1
    local member = string.format('%.0f:%d', now, number)
  until redis.call('ZADD', KEYS[1], 'NX', now, member) == 1
end
redis.call('PEXPIRE', KEYS[1], math.ceil(window / 1000))
used = used + cost
return { 1, limit - used, 0, wait(limit - used + 1) }
