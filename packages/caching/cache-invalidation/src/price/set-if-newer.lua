-- KEYS[1]: the price, a hash. ARGV: price, version, time to live in milliseconds.
local version = redis.call('HGET', KEYS[1], 'version')
if version and tonumber(version) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], 'price', ARGV[1], 'version', ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
