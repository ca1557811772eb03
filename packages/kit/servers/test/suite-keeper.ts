import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopServers } from '../src/control.ts'

// The suite has its own keeper: it must not depend on, or end, the one that people use.
export function setup(): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-suite-'))
  process.env['LAB_RUNTIME_DIR'] = folder
  for (const variable of ['LAB_SERVERS', 'DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS', 'LAB_KEEPER_IDLE_MS']) {
    delete process.env[variable]
  }
  return async () => {
    await stopServers()
    rmSync(folder, { recursive: true, force: true })
  }
}
