import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { descendantsOf, listProcesses } from '@lab/servers/list-processes'
import { serviceOf } from '@lab/servers/services'
import { describe, expect, it } from 'vitest'
import { lab as runLab } from './lab-process.fixture.ts'
import { serversOfTests } from './turbo.ts'

const lab = new URL('../../../../lab', import.meta.url).pathname

async function descendants(pid: number): Promise<number[]> {
  return descendantsOf(pid, await listProcesses()).map((one) => one.pid)
}

/** A port at which no server listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function running(pids: readonly number[]): Promise<number[]> {
  const alive = (await listProcesses()).filter(({ isZombie }) => !isZombie)
  return alive.map(({ pid }) => pid).filter((pid) => pids.includes(pid))
}

async function until(isSo: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await isSo()) && Date.now() < deadline) await setTimeout(50)
}

describe('serversOfTests', () => {
  it('names the source of each service, as a test will choose it', async () => {
    const env = { DATABASE_URL: 'postgres://127.0.0.1/app', DOCKER_HOST: 'unix:///no/engine.sock' }
    const { line, note } = await serversOfTests([serviceOf('postgres'), serviceOf('redis')], env)
    expect(line).toBe('PostgreSQL (yours, DATABASE_URL), Redis (embedded)')
    expect(note).toMatch(/^Cannot reach the Docker engine at .*; embedded instead \(try: .*\)$/)
  })

  it.each(['embedded', 'containers'])('says that %s is forced', async (source) => {
    const env = { REDIS_URL: 'redis://127.0.0.1', LAB_SERVERS: source }
    expect(await serversOfTests([serviceOf('redis')], env)).toEqual({ line: `Redis (${source})` })
  })

  it('says so when no server is needed', async () => {
    expect(await serversOfTests([], {})).toEqual({ line: 'no server' })
  })
})

describe('lab test', () => {
  it('has nothing to do in an area without a package, and names what is no area', async () => {
    const empty = await runLab(['test', 'caching'])
    expect([empty.code, empty.stdout]).toEqual([0, 'There is nothing to test in caching yet.\n'])
    const wrong = await runLab(['test', 'cachin'])
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('Unknown package "cachin".'),
    ])
  })

  it.each([[['test', 'row-locks']], [['test']], [['check', 'katas']], [['demo', 'row-locks']]])(
    'says once, as a demo does, that a server of the caller cannot be reached: %j',
    async (args) => {
      const place = `127.0.0.1:${await freePort()}`
      const said = await runLab(args, {
        root: realpathSync(new URL('../../../..', import.meta.url)),
        env: { LAB_SERVERS: '', DATABASE_URL: `postgres://lab@${place}/postgres` },
      })
      expect(said).toEqual({
        code: 2,
        stdout: '',
        stderr: `Cannot reach PostgreSQL at ${place}: the connection was refused\nTry: start that server, or unset DATABASE_URL for an embedded PostgreSQL\n`,
      })
    },
  )

  it.each(['SIGKILL', 'SIGINT'] as const)(
    'leaves no process behind when it ends by %s',
    async (signal) => {
      const child = spawn(lab, ['test', 'conductor', '--force', '--', 'src/pruning.test.ts'], {
        stdio: 'ignore',
        // By itself it would go on for minutes.
        env: { ...process.env, LAB_PROOF_RUNS: '1000' },
      })
      // lab, turbo's two processes, vitest and its worker.
      await until(async () => (await descendants(child.pid!)).length >= 4, 20_000)
      const started = await descendants(child.pid!)
      expect(started.length).toBeGreaterThanOrEqual(4)
      process.kill(child.pid!, signal)
      await until(async () => (await running(started)).length === 0, 10_000)
      expect(await running(started)).toEqual([])
    },
    40_000,
  )
})
