-- May this call go to the service? Reads the state and decides in one step: Redis runs no other
-- command while a script runs.
-- KEYS[1] the breaker. ARGV: probe timeout, window (milliseconds), the time or ''.
-- Returns 'go' or 'probe' with the epoch to report under, or 'wait' with the milliseconds left.
local time = redis.call('time')
local now = tonumber(ARGV[3]) or time[1] * 1000 + math.floor(time[2] / 1000)
local fields = redis.call('hmget', KEYS[1], 'state', 'until', 'epoch', 'window_ends')
local state, ends = fields[1] or 'closed', tonumber(fields[2] or 0)

if state ~= 'closed' then
  if now < ends then return {'wait', ends - now} end
  -- Open for long enough; or the process that probed has not reported in time.
  redis.call('hset', KEYS[1], 'state', 'half-open', 'until', now + ARGV[1])
  return {'probe', redis.call('hincrby', KEYS[1], 'epoch', 1)}
end

if now >= tonumber(fields[4] or 0) then
  redis.call('hset', KEYS[1], 'window_ends', now + ARGV[2], 'calls', 0, 'failures', 0)
end
redis.call('hincrby', KEYS[1], 'calls', 1)
return {'go', tonumber(fields[3] or 0)}
