-- Sets the price if the lease still holds: another token, or none, refuses it.
-- KEYS the price, its lease. ARGV: token, price, milliseconds until the price expires.
if redis.call('get', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
redis.call('del', KEYS[2])
return 1
