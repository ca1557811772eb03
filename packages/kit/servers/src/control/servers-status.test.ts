import { describe, expect, it, vi } from 'vitest'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { serversStatus, stopServers } from './servers-status.ts'

describe('serversStatus', () => {
  it('shows each service with its leases, and starts nothing', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    expect(await serversStatus()).toEqual({ keeper: 'not running', logFolder: runtime.folder })
    await using client = await startClient('redis', process.env)
    expect(await serversStatus()).toMatchObject({
      keeper: 'running',
      pid: runtime.keeperPids()[0],
      services: [
        { service: 'postgres', running: false },
        { service: 'redis', running: true, leases: 1, port: Number(new URL(client.said.url).port) },
        { service: 'kafka', running: false },
      ],
    })
  })
})

describe('stopServers', () => {
  it('ends the keeper and its servers', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    expect(await stopServers()).toBe('not running')
    await using _client = await startClient('redis', process.env)
    expect(await stopServers()).toBe('stopped')
    expect(runtime.dataFolders()).toEqual([])
    expect(await stopServers()).toBe('not running')
  })
})
