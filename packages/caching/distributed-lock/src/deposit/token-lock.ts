// A lock that comes with a token: each holder's is greater than the one before.
import { readFileSync } from 'node:fs'
import { runScript } from '@lab/servers/run-script'
import { lockOf, ttlMs } from './deposit.ts'
import type { Stores } from './deposit.ts'
import { unlock } from './owned-lock.ts'

const lua = readFileSync(new URL('lock-with-token.lua', import.meta.url), 'utf8')

/** Runs the work with its token; `busy` when another worker holds the lock. */
export async function withToken<Result>(
  stores: Stores,
  id: number,
  work: (token: number) => Promise<Result>,
): Promise<Result | 'busy'> {
  const owner = stores.owner()
  const keys = [lockOf(id), `tokens:${id}`]
  const script = { name: 'lockWithToken', lua, keys }
  const token = Number(await runScript(stores.redis, script, owner, ttlMs))
  if (token === 0) return 'busy'
  try {
    return await work(token)
  } finally {
    await unlock(stores, lockOf(id), owner)
  }
}
