-- The price; or a lease for the first one that misses; or nothing while another one has the lease.
-- KEYS the price, its lease. ARGV: token, milliseconds until the lease ends.
local price = redis.call('get', KEYS[1])
if price then return {'price', price} end
if redis.call('set', KEYS[2], ARGV[1], 'nx', 'px', ARGV[2]) then return {'lease'} end
return {'wait'}
