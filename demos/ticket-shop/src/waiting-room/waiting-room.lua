-- KEYS[1]: a hash of one sale: how many have joined, how many were let in, since when nobody more, when
-- the hash was made, and the place of each account.
-- ARGV: how many are let in a second, the account that joins or none, the place that looks or 0, how many
-- were let in when it was given, since when nobody more, now in microseconds (only in tests).
local rate, account, place = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local now = tonumber(ARGV[6])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local state = redis.call('HMGET', KEYS[1], 'joined', 'admitted', 'since', 'begun')
-- A place beyond all that have joined is of a hash that was lost: others come behind it.
local joined = math.max(tonumber(state[1]) or 0, place)
-- A clock that was set back lets in from there, and not when it gets to where it was.
local admitted, since = tonumber(state[2]) or rate, math.min(tonumber(state[3]) or now, now)
local due = math.floor((now - since) * rate / 1000000)
-- An empty room saves up the places of one second, so that a quiet sale makes nobody wait.
if admitted + due >= joined + rate then
  admitted, since = joined + rate, now
else
  admitted, since = admitted + due, since + due * 1000000 / rate
end
-- A place from before this hash is of one that was lost. It has waited since it was given, so up to it
-- others were let in without a pause.
local begun = tonumber(state[4]) or now
local admitted_then, since_then = tonumber(ARGV[4]), tonumber(ARGV[5])
if place > 0 and since_then < begun then
  local at_least = admitted_then + math.floor((now - since_then) * rate / 1000000)
  at_least = math.min(place, at_least)
  if at_least > admitted then
    admitted, since = at_least, now
  end
end
if account ~= '' then
  place = tonumber(redis.call('HGET', KEYS[1], 'of ' .. account))
  if not place then
    joined = joined + 1
    place = joined
    redis.call('HSET', KEYS[1], 'of ' .. account, place)
  end
end
redis.call('HSET', KEYS[1], 'joined', joined, 'admitted', admitted,
  'since', string.format('%.0f', since), 'begun', string.format('%.0f', begun))
redis.call('EXPIRE', KEYS[1], 86400)
return { place, admitted, since }
