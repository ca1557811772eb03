import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listeningSockets } from '../../test/listening-sockets.ts'
import { startClient } from '../../test/start-client.ts'
import { testRuntime } from '../../test/test-runtime.ts'
import { waitUntil } from '../../test/wait-until.ts'
import { descendantsOf, listProcesses } from '../machine/list-processes.ts'
import { serversLine } from '../servers-line.ts'
import { browser } from './browser.ts'
import type { Browser } from './browser.ts'

describe('browser', () => {
  let opened: Browser
  beforeAll(async () => {
    opened = await browser()
  })
  afterAll(() => opened[Symbol.asyncDispose]())

  it('says which server it is', () => {
    expect(serversLine([opened.server])).toMatch(/^Chromium \d+\.[\d.]+ \(embedded\)$/)
  })

  it('asks this machine only, by whatever name or address a page has', async () => {
    await using site = await listen()
    const client = await opened.client()
    const page = await client.newPage()
    const hosts = ['localhost', 'bank.example', '198.51.100.7', '[2001:db8::1]']
    for (const host of hosts) await page.goto(`http://${host}:${site.port}/`)
    await client.close()
    expect(site.asked).toEqual(hosts.map((host) => `${host}:${site.port}`))
  })

  it('is found by its address from elsewhere, and by no other path', async () => {
    const client = await chromium.connect(opened.url)
    expect(client.version()).toBe(opened.server.version)
    await client.close()
    const { origin } = new URL(opened.url.replace('ws:', 'http:'))
    await expect(chromium.connect(origin.replace('http:', 'ws:'))).rejects.toThrow()
  })

  // Where else a process listens is read from the tables of a Linux kernel.
  it.skipIf(process.platform !== 'linux')('listens on loopback, and nowhere else', async () => {
    // Those that stay as long as the browser: its server, Chromium, and Chromium's network service.
    const lasting = /^\S+node .*serve-chromium|--user-data-dir=(?!.*--type=)|NetworkService/
    const all = descendantsOf(process.pid, await listProcesses())
    const pids = all.filter(({ command }) => lasting.test(command)).map(({ pid }) => pid)
    const sockets = pids.map((pid) => listeningSockets(pid))
    expect(sockets).toHaveLength(3)
    // The kernel names a pair of sockets between two processes so, when one asks who the other is.
    const others = sockets
      .flatMap((one) => one.others)
      .filter((name) => !/^@[0-9a-f]{5}$/.test(name))
    expect(others).toEqual([])
    expect(sockets.reduce((sum, { loopback }) => sum + loopback, 0)).toBe(1)
  })

  it('gives two callers different browsers', async () => {
    await using other = await browser()
    expect(other.url).not.toBe(opened.url)
  })

  it('ends its clients, and leaves no process and no profile, when it is disposed', async () => {
    await using runtime = testRuntime()
    vi.stubEnv('LAB_RUNTIME_DIR', runtime.folder)
    const own = await browser()
    const client = await own.client()
    const [profile = ''] = await runtime.everything()
    expect(await processesOf(profile)).not.toEqual([])
    await own[Symbol.asyncDispose]()
    expect(client.isConnected()).toBe(false)
    expect(await runtime.everything()).toEqual([])
    expect(await processesOf(profile)).toEqual([])
  })

  it('leaves no process and no profile when its owner is killed', async () => {
    await using runtime = testRuntime()
    await using owner = await startClient('browser', runtime.environment)
    const [profile = ''] = await runtime.everything()
    expect(await processesOf(profile)).not.toEqual([])
    await owner.kill('SIGKILL')
    await waitUntil(async () => (await processesOf(profile)).length === 0)
    await waitUntil(async () => (await runtime.everything()).length === 0)
  })

  it('comes from the machine also where LAB_SERVERS forces containers', async () => {
    vi.stubEnv('LAB_SERVERS', 'containers')
    await using own = await browser()
    expect(own.server.source).toBe('embedded')
  })
})

/** The processes of the browser whose profile is below a folder. */
async function processesOf(folder: string): Promise<string[]> {
  const own = new RegExp(`--user-data-dir=\\S*/${folder}/`)
  return (await listProcesses()).map(({ command }) => command).filter((text) => own.test(text))
}

interface Site extends AsyncDisposable {
  port: number
  /** The Host of each request for a page. */
  asked: string[]
}

async function listen(): Promise<Site> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    if (request.url === '/') asked.push(request.headers.host ?? '')
    response.end('a page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
