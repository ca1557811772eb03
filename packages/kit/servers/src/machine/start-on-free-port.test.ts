import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { definition as service } from '../postgres/definition.ts'
import { throwawaySettings } from '../postgres/server-settings.ts'
import { startPostgres } from '../postgres/start-postgres.ts'
import { freePort } from './free-port.ts'

describe('startOnFreePort', () => {
  it('takes another port when another process was quicker', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const taken = (squatter.address() as AddressInfo).port
    const ports = [taken, await freePort()]
    const server = await startPostgres({
      service,
      name: 'port-test',
      logFile: join(process.env['LAB_RUNTIME_DIR'] ?? tmpdir(), 'port-test.log'),
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
