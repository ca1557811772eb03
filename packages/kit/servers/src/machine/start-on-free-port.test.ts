import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from './free-port.ts'
import { startPostgres, throwawaySettings } from '../postgres/start-postgres.ts'

describe('startOnFreePort', () => {
  it('takes another port when somebody was quicker', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const taken = (squatter.address() as AddressInfo).port
    const ports = [taken, await freePort()]
    const server = await startPostgres({
      name: 'own-test',
      logFile: join(process.env['LAB_RUNTIME_DIR'] ?? tmpdir(), 'own-test.log'),
      settings: throwawaySettings,
      onProgress() {},
      choosePort: async () => ports.shift() ?? 0,
    })
    expect(server.port).not.toBe(taken)
    expect(server.ready.version).toMatch(/^18\./)
    expect(ports).toEqual([])
    await server.lifeline.stop()
    squatter.close()
  })
})
