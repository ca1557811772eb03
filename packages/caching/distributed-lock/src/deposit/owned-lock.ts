// A lock with a TTL and an owner. Since Redis 8.4 `DELEX key IFEQ owner` does what the script does.
import { readFileSync } from 'node:fs'
import { runScript } from '@lab/servers/run-script'
import { ttlMs } from './deposit.ts'
import type { Stores } from './deposit.ts'

const lua = readFileSync(new URL('delete-if-owner.lua', import.meta.url), 'utf8')

/** Takes the lock and returns its owner's value, or undefined when another worker holds it. */
export async function lock(
  { redis, owner }: Pick<Stores, 'redis' | 'owner'>,
  key: string,
): Promise<string | undefined> {
  const mine = owner()
  return (await redis.set(key, mine, 'PX', ttlMs, 'NX')) === null ? undefined : mine
}

export async function unlock(
  { redis }: Pick<Stores, 'redis'>,
  key: string,
  owner: string,
): Promise<void> {
  await runScript(redis, { name: 'deleteIfOwner', lua, keys: [key] }, owner)
}
