import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serversStatus, stopServers } from '@lab/servers/control'
import { listProcesses } from '@lab/servers/list-processes'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startLabWeb } from './start-lab-web.ts'
import type { LabWeb } from './start-lab-web.ts'

// A keeper of its own: no other client has leases there.
const folder = mkdtempSync(join(tmpdir(), 'lab-web-'))
let web: LabWeb
beforeAll(async () => {
  vi.stubEnv('LAB_RUNTIME_DIR', folder)
  web = await startLabWeb([], { LAB_SERVERS: 'embedded' })
})
afterAll(async () => {
  await web[Symbol.asyncDispose]()
  await stopServers()
  rmSync(folder, { recursive: true })
  vi.unstubAllEnvs()
})

const headers = ({ token, origin }: LabWeb) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  origin,
})

async function leases(): Promise<number> {
  const status = await serversStatus()
  const services = status.keeper === 'running' ? status.services : []
  return services.reduce((sum, one) => sum + (one.running ? one.leases : 0), 0)
}

/** A page that is open: `leave` closes it as a browser does. */
async function openPage(of: LabWeb): Promise<{ leave(): Promise<void> }> {
  const response = await fetch(`${of.origin}/api/presence`, { headers: headers(of) })
  // An answer that nobody reads is closed as soon as it is collected.
  const reader = response.body!.getReader()
  return { leave: () => reader.cancel() }
}

async function startRun(
  of: LabWeb,
  signal: AbortSignal,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const body = JSON.stringify({ do: 'play', concept: 'row-locks', scene: 'read-then-write' })
  const response = await fetch(`${of.origin}/api/runs`, {
    method: 'POST',
    headers: headers(of),
    body,
    signal,
  })
  return response.body!.getReader()
}

describe('a page that has gone', () => {
  it('gives its servers back', async () => {
    const page = await openPage(web)
    await fetch(`${web.origin}/api/concepts/row-locks`, { headers: headers(web) })
    await expect.poll(leases).toBe(1)
    await page.leave()
    await expect.poll(leases).toBe(0)
  })

  it('ends its run, and the next one has a world of its own', async () => {
    const page = await openPage(web)
    const leaving = new AbortController()
    const first = await startRun(web, leaving.signal)
    await first.read()
    leaving.abort()
    const next = await startRun(web, new AbortController().signal)
    const text: string[] = []
    for (const decoder = new TextDecoder(); ;) {
      const { done, value } = await next.read()
      if (done) break
      text.push(decoder.decode(value, { stream: true }))
    }
    // Had the first one gone on, it would have sold tickets of the same table.
    const verdict = /"type":"verdict".*?"numbers":(\{.*?\})/.exec(text.join(''))
    expect(JSON.parse(verdict?.[1] ?? '')).toMatchObject({
      twoBuyersOrders: 92,
      twoBuyersBroken: 80,
    })
    await page.leave()
    await expect.poll(leases).toBe(0)
  })
})

it('ends with 130 on Ctrl-C while a page is open, and leaves no lease', async () => {
  const other = await startLabWeb([], { LAB_SERVERS: 'embedded' })
  await openPage(other)
  await fetch(`${other.origin}/api/concepts/row-locks`, { headers: headers(other) })
  await expect.poll(leases).toBe(1)
  expect(await other.interrupt()).toBe(130)
  expect(await leases()).toBe(0)
})

it('leaves no process when it is killed while a server does not answer', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const url = `postgres://lab@127.0.0.1:${port}/lab`
  await using killed = await startLabWeb([], { LAB_SERVERS: '', DATABASE_URL: url })
  const asked = once(silent, 'connection')
  startRun(killed, new AbortController().signal).catch(() => {})
  await asked
  const stages = await childrenOf(killed.pid)
  expect(stages).toHaveLength(1)
  process.kill(killed.pid, 'SIGKILL')
  // To connect is tried for ten seconds.
  await expect.poll(() => stages.filter(isRunning), { timeout: 6_000 }).toEqual([])
  silent.close()
})

async function childrenOf(parent: number): Promise<number[]> {
  const own = (await listProcesses()).filter(({ parentPid }) => parentPid === parent)
  return own.map(({ pid }) => pid)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
