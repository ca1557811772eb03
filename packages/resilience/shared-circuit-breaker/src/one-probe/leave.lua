-- How a call ended. Each change of state is a new epoch, so that a late report changes nothing.
-- KEYS[1] the breaker. ARGV: epoch, 'success' or 'failure', volume threshold, percentage,
-- reset timeout (milliseconds), the time or ''. Returns the state.
local time = redis.call('time')
local now = tonumber(ARGV[6]) or time[1] * 1000 + math.floor(time[2] / 1000)
local fields = redis.call('hmget', KEYS[1], 'state', 'epoch', 'calls')
local state = fields[1] or 'closed'
if tonumber(fields[2] or 0) ~= tonumber(ARGV[1]) then return state end

if ARGV[2] == 'success' then
  if state == 'half-open' then
    redis.call('hset', KEYS[1], 'state', 'closed', 'window_ends', 0)
    redis.call('hincrby', KEYS[1], 'epoch', 1)
  end
  return 'closed'
end

local failures, calls = redis.call('hincrby', KEYS[1], 'failures', 1), tonumber(fields[3] or 0)
local is_too_many = calls >= tonumber(ARGV[3]) and failures * 100 > calls * ARGV[4]
if state == 'half-open' or is_too_many then
  redis.call('hset', KEYS[1], 'state', 'open', 'until', now + ARGV[5])
  redis.call('hincrby', KEYS[1], 'epoch', 1)
  return 'open'
end
return state
