-- KEYS[1]: the lock. ARGV: who holds it, its new time to live in milliseconds.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
