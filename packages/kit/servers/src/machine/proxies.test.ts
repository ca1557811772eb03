import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { definition as service } from '../kafka/definition.ts'
import { downloadWithMaven } from './download-with-maven.ts'
import { freePort } from './free-port.ts'
import { javaProxyOptions } from './proxies.ts'

const run = promisify(execFile)

describe('sendLoopbackDirectly', () => {
  it('excepts this machine from the proxy of fetch, of node:http and of a child', async () => {
    const server = createServer((_, response) => response.end('direct')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const program = `
      import { execFileSync } from 'node:child_process'
      import { get } from 'node:http'
      import { text } from 'node:stream/consumers'
      const { sendLoopbackDirectly } = await import(process.argv[1])
      await sendLoopbackDirectly()
      const url = 'http://127.0.0.1:${(server.address() as AddressInfo).port}'
      const [response] = await new Promise((answer) => get(url, (...all) => answer(all)))
      const child = execFileSync(process.execPath, ['-p', 'process.env.NO_PROXY'], { encoding: 'utf8' })
      console.log([await (await fetch(url)).text(), await text(response), child.trim()].join(' '))`
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', program, new URL('./proxies.ts', import.meta.url).href],
      {
        env: {
          ...process.env,
          NODE_USE_ENV_PROXY: '1',
          HTTP_PROXY: `http://127.0.0.1:${await freePort()}`,
          NO_PROXY: 'db.example',
        },
      },
    )
    expect(stdout).toBe('direct direct db.example,localhost,127.0.0.1,::1\n')
    server.close()
  })
})

describe('javaProxyOptions', () => {
  it('gives nothing without a proxy', () => {
    expect(javaProxyOptions({ NO_PROXY: 'example.com' })).toEqual([])
  })

  it('names host, port, user and what goes without a proxy', () => {
    const environment = {
      HTTPS_PROXY: 'http://ann:s%40fe@proxy.example:3128',
      http_proxy: 'other.example',
      NO_PROXY: 'db.example:5432, .corp.example',
    }
    expect(javaProxyOptions(environment)).toEqual([
      '-Dhttp.proxyHost=other.example',
      '-Dhttp.proxyPort=80',
      '-Dhttps.proxyHost=proxy.example',
      '-Dhttps.proxyPort=3128',
      '-Dhttps.proxyUser=ann',
      '-Dhttps.proxyPassword=s@fe',
      '-Dhttp.nonProxyHosts=db.example|*.db.example|corp.example|*.corp.example|localhost|127.*|[::1]',
      '-Daether.connector.http.useSystemProperties=true',
      '-Daether.transport.http.useSystemProperties=true',
    ])
  })
})

describe('downloadWithMaven', () => {
  it.skipIf(!hasMaven())(
    'goes through HTTPS_PROXY, and names it when that fails (needs mvn)',
    async () => {
      const asked: string[] = []
      const proxy = createServer().listen(0, '127.0.0.1')
      proxy.on('connect', (request, socket) => {
        asked.push(request.url ?? '')
        socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      })
      await once(proxy, 'listening')
      const cache = mkdtempSync(join(tmpdir(), 'lab-proxy-'))
      vi.stubEnv('XDG_CACHE_HOME', cache)
      vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
      vi.stubEnv('https_proxy', '')
      // An empty repository of its own, so that all must be fetched.
      vi.stubEnv('MAVEN_OPTS', `-Dmaven.repo.local=${join(cache, 'repository')}`)
      const set = {
        service,
        name: 'none',
        artifacts: [],
        dependencies: 'none',
        sizeMegabytes: 0,
      } as const
      await expect(downloadWithMaven(set, cache)).rejects.toThrow(
        /^Cannot fetch Kafka with mvn: .*\nTry: check the network, HTTPS_PROXY and Maven's settings, or set KAFKA_BROKERS$/s,
      )
      expect(asked).toContainEqual(expect.stringMatching(/:443$/))
      proxy.close()
      rmSync(cache, { recursive: true })
    },
  )
})

function hasMaven(): boolean {
  try {
    execFileSync('mvn', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
