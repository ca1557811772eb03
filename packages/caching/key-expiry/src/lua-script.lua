-- KEYS[1]: the counter. ARGV: limit, window in milliseconds. Replies 1 when the request is allowed.
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return count <= tonumber(ARGV[1]) and 1 or 0
