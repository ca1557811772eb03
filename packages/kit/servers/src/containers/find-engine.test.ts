import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookForEngine } from './find-engine.ts'

let folder: string
let engine: Server | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-engine-'))
  chmodSync(folder, 0o755)
})
afterEach(() => {
  engine?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('lookForEngine', () => {
  it('finds the engine that DOCKER_HOST names', async () => {
    const host = await listen('engine.sock', 200)
    expect(await lookForEngine({ DOCKER_HOST: host })).toEqual({ state: 'answers', host })
  })

  it('finds the engine of the active context', async () => {
    const host = await listen('desktop.sock', 200)
    const hash = createHash('sha256').update('desktop').digest('hex')
    mkdirSync(join(folder, 'contexts/meta', hash), { recursive: true })
    writeJson('config.json', { currentContext: 'desktop' })
    writeJson(`contexts/meta/${hash}/meta.json`, { Endpoints: { docker: { Host: host } } })
    expect(await lookForEngine({ DOCKER_CONFIG: folder })).toEqual({ state: 'answers', host })
  })

  it('says that an engine is stopped: its socket is there, and nobody listens', async () => {
    await listen('engine.sock', 200)
    const left = join(folder, 'left.sock')
    renameSync(join(folder, 'engine.sock'), left)
    engine?.close()
    expect(await lookForEngine({ DOCKER_HOST: `unix://${left}` })).toEqual({
      state: 'unusable',
      problem: `Cannot reach the Docker engine at unix://${left}: no engine listens there`,
      remedy: expect.stringMatching(/start docker|open -a Docker/),
    })
  })

  it('says that there is no socket', async () => {
    const host = `unix://${folder}/no.sock`
    expect(await lookForEngine({ DOCKER_HOST: host })).toMatchObject({
      state: 'unusable',
      problem: `Cannot reach the Docker engine at ${host}: there is no such socket`,
    })
  })

  it('says that this user may not open the socket', async () => {
    const host = await listen('engine.sock', 200)
    chmodSync(join(folder, 'engine.sock'), 0)
    expect(await asNobody(() => lookForEngine({ DOCKER_HOST: host }))).toEqual({
      state: 'unusable',
      problem: `Cannot use the Docker engine at ${host}: this user may not open the socket`,
      remedy: 'sudo usermod -aG docker "$USER", and log in again',
    })
  })

  it('says that something else answers', async () => {
    const host = await listen('engine.sock', 503)
    expect(await lookForEngine({ DOCKER_HOST: host })).toMatchObject({
      state: 'unusable',
      problem: `Cannot reach the Docker engine at ${host}: it answered 503`,
    })
  })

  it.each(['tcp://engine.example:2375', 'ssh://somebody@engine.example', 'nonsense'])(
    'takes no engine of another machine: %s',
    async (host) => {
      expect(await lookForEngine({ DOCKER_HOST: host })).toMatchObject({
        state: 'unusable',
        problem: expect.stringContaining(`at ${host}: it must be on this machine`),
      })
    },
  )
})

async function listen(name: string, status: number): Promise<string> {
  const path = join(folder, name)
  engine = createServer((request, response) => {
    response.writeHead(request.url === '/_ping' ? status : 404).end()
  })
  await new Promise<void>((resolve) => engine?.listen(path, resolve))
  return `unix://${path}`
}

/** Root may open every socket. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    return await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

function writeJson(name: string, value: object): void {
  writeFileSync(join(folder, name), JSON.stringify(value))
}
