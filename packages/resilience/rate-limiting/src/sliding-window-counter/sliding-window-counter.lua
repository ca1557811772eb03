-- KEYS[1]: the start of the current window and the units used in the previous one and in this one,
-- as 'start previous current'. ARGV: limit, window, cost, now; times in microseconds.
local limit, window, cost = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local now = tonumber(ARGV[4])
-- Tests and demos give the time, to hold the clock. In production it is that of Redis.
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local start, previous, current = now - now % window, 0, 0
local state = redis.call('GET', KEYS[1])
if state then
  local since, one, other = string.match(state, '(%d+) (%d+) (%d+)')
  since = tonumber(since)
  if since >= start then
    start, previous, current = since, tonumber(one), tonumber(other)
  elseif since == start - window then
    previous = tonumber(other)
  end
end
local passed = math.max(0, now - start)

-- Units are free when previous * (window - passed) / window + current + units <= limit.
-- Both sides times the window: whole numbers, and no rounding.
local function wait(units)
  local room = (limit - current - units) * window
  if previous * (window - passed) <= room then return 0 end
  if room >= 0 then return window - math.floor(room / previous) - passed end
  local next = math.max(0, window - math.floor((limit - units) * window / current))
  return window - passed + next
end

local function remaining()
  local free = ((limit - current) * window - previous * (window - passed)) / window
  return math.max(0, math.floor(free))
end

local retryAfter = wait(cost)
if retryAfter == 0 then
  current = current + cost
  redis.call('SET', KEYS[1], string.format('%.0f %.0f %.0f', start, previous, current),
    'PX', math.ceil(2 * window / 1000))
end
local left = remaining()
return { retryAfter == 0 and 1 or 0, left, retryAfter, wait(left + 1) }
