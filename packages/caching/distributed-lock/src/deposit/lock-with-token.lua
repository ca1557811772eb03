-- KEYS: the lock, the count of its tokens. ARGV: who wants it, its time to live in milliseconds.
if not redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX') then return 0 end
return redis.call('INCR', KEYS[2])
