// Run as a process: starts Chromium and serves it to Playwright, until it is told to end.
import { rename, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { launchVariable, versionFile } from './launch.ts'
import type { Launch } from './launch.ts'

const launch = JSON.parse(process.env[launchVariable] ?? '{}') as Launch
const { [launchVariable]: _secret, TMPDIR: folder = '', ...environment } = process.env

const server = await chromium.launchServer({
  host: '127.0.0.1',
  port: launch.port,
  wsPath: launch.path,
  executablePath: launch.executable,
  chromiumSandbox: launch.isSandboxed,
  env: {
    ...environment,
    ...(launch.temporary === undefined ? {} : { TMPDIR: launch.temporary }),
  } as Record<string, string>,
  args: [
    // Names are not asked for, and addresses elsewhere are not connected to.
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--no-proxy-server',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ],
})
server.on('close', () => process.exit())
const client = await chromium.connect(server.wsEndpoint())
const file = versionFile(folder)
await writeFile(`${file}.new`, client.version())
await client.close()
// A reader gets the whole of it.
await rename(`${file}.new`, file)
