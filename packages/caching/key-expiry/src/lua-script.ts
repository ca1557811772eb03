// The two commands of the naive way, as one Lua script that Redis runs in one step.
// Costs a script; in return it can decide, for example not to count what it refuses.
import { readFileSync } from 'node:fs'
import type { Allow } from './expires-every-key.ts'

const lua = readFileSync(new URL('lua-script.lua', import.meta.url), 'utf8')

export const luaScript: Allow = async (redis, key, limit, windowMs) =>
  (await redis.eval(lua, 1, key, limit, windowMs)) === 1
