// A timer extends the lock while the work goes on, so slow work keeps it; at most twice as long, or
// work that hangs would keep it for ever.
// BREAKS: an extension that comes too late finds the lock gone. A process that stands still sends
// none, and does not know that it stood still.
import { readFileSync } from 'node:fs'
import { runScript } from '@lab/servers/run-script'
import { lockOf, readThenWrite, ttlMs } from './deposit.ts'
import type { Deposit, Stores } from './deposit.ts'
import { lock, unlock } from './owned-lock.ts'

const lua = readFileSync(new URL('extend-if-owner.lua', import.meta.url), 'utf8')

export const watchdog: Deposit = async (stores, id, amount) => {
  const owner = await lock(stores, lockOf(id))
  if (owner === undefined) return 'busy'
  const stop = extendOnce(stores, lockOf(id), owner)
  try {
    await readThenWrite(stores.pool, stores, id, amount)
  } finally {
    await stop()
    await unlock(stores, lockOf(id), owner)
  }
  return 'done'
}

function extendOnce(stores: Stores, key: string, owner: string): () => Promise<unknown> {
  let extended: Promise<unknown> | undefined
  const timer = stores.setTimeout(() => {
    const script = { name: 'extendIfOwner', lua, keys: [key] }
    extended = runScript(stores.redis, script, owner, ttlMs)
  }, ttlMs / 2)
  return async () => {
    stores.clearTimeout(timer)
    await extended
  }
}
