-- KEYS[1]: the start of the window and the units used in it, as 'start used'.
-- ARGV: limit, window, cost, now; times in microseconds.
local limit, window, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
-- Tests and demos give the time, to hold the clock. In production it is that of Redis.
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local start, used = now - now % window, 0
local state = redis.call('GET', KEYS[1])
if state then
  local space = string.find(state, ' ', 1, true)
  local since = tonumber(string.sub(state, 1, space - 1))
  -- A later start than ours: the clock was set back, and what was used stays used.
  if since >= start then
    start, used = since, tonumber(string.sub(state, space + 1))
  end
end

local untilNext = start + window - now
if used + cost > limit then
  return { 0, limit - used, untilNext, untilNext }
end
used = used + cost
-- Not by `..`: Lua then writes 14 digits of a number, and a time in microseconds has 16.
redis.call('SET', KEYS[1], string.format('%.0f %.0f', start, used), 'PX', math.ceil(window / 1000))
return { 1, limit - used, 0, untilNext }
