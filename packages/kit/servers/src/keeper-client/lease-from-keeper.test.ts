import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { describeRuntimeFolder } from '../keeper/runtime-folder.ts'
import { definition as redis } from '../redis/definition.ts'
import { leaseFromKeeper } from './lease-from-keeper.ts'

describe('leaseFromKeeper', () => {
  it('starts the next keeper when the one it found goes away before it answers', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    const { socket } = describeRuntimeFolder(runtime.folder)
    const leaving = createServer((connection) => {
      connection.destroy()
      leaving.close()
      rmSync(socket, { force: true })
    })
    await new Promise<void>((resolve) => leaving.listen(socket, resolve))
    const lease = await leaseFromKeeper(redis, 'embedded', () => {})
    expect(lease.grant.url).toMatch(/^redis:/)
    expect(runtime.keeperPids()).toHaveLength(1)
    await lease.release()
  })

  it('takes over the place of a keeper that was killed and left its socket', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    await leaseFromKeeper(redis, 'embedded', () => {})
    const [keeper = 0] = runtime.keeperPids()
    process.kill(keeper, 'SIGKILL')
    const lease = await leaseFromKeeper(redis, 'embedded', () => {})
    expect(runtime.keeperPids()).toHaveLength(2)
    await lease.release()
  })

  it.each(['Infinity', '0', '1e9', '0x10', '99999999999'])(
    'starts no keeper when LAB_KEEPER_IDLE_MS is %s',
    async (text) => {
      await using runtime = testRuntime()
      vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
      vi.stubEnv('LAB_KEEPER_IDLE_MS', text)
      await expect(leaseFromKeeper(redis, 'embedded', () => {})).rejects.toThrow(
        `Cannot start Redis: Cannot read LAB_KEEPER_IDLE_MS: it must be a whole number from 1 to 86400000, received "${text}"\nTry: unset LAB_KEEPER_IDLE_MS`,
      )
    },
  )
})

describe('a runtime folder that is a link', () => {
  it.each(['postgres', 'dedicated postgres'] as const)(
    'is no place for the servers of a client: %s',
    async (service) => {
      const base = mkdtempSync(join(tmpdir(), 'lab-link-'))
      symlinkSync(base, join(base, 'run'))
      // As in a demo, which would try a container next.
      const demo = { LAB_SERVERS: '', VITEST: '', LAB_RUNTIME_DIR: join(base, 'run') }
      await using client = await startClient(service, { ...process.env, ...demo })
      rmSync(base, { recursive: true })
      expect(client.said).toEqual({
        name: 'ServerUnavailableError',
        message: expect.stringMatching(
          /^Cannot use \S+: it must be a folder of user \S+, received a link\nTry: set LAB_RUNTIME_DIR to a short path of your own$/,
        ),
      })
    },
  )
})
