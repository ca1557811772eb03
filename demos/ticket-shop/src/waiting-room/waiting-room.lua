-- KEYS[1]: a hash of one sale: how many have joined, how many were let in, and since when nobody more.
-- ARGV: how many are let in a second, how many join now, now in microseconds (only in tests).
local rate, joining = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local state = redis.call('HMGET', KEYS[1], 'joined', 'admitted', 'since')
local joined = tonumber(state[1]) or 0
local admitted, since = tonumber(state[2]) or rate, tonumber(state[3]) or now
local due = math.max(0, math.floor((now - since) * rate / 1000000))
-- An empty room saves up the places of one second, so that a quiet sale makes nobody wait.
if admitted + due >= joined + rate then
  admitted, since = joined + rate, now
else
  admitted, since = admitted + due, since + due * 1000000 / rate
end
joined = joined + joining
redis.call('HSET', KEYS[1], 'joined', joined, 'admitted', admitted, 'since', string.format('%.0f', since))
redis.call('EXPIRE', KEYS[1], 86400)
return { joined, admitted }
