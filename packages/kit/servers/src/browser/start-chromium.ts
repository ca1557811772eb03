import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describeCacheFailure } from '../machine/cache-failure.ts'
import { createDataFolder } from '../machine/data-folder.ts'
import { runUnderLifeline } from '../machine/lifeline.ts'
import { startOnFreePort } from '../machine/start-on-free-port.ts'
import type { Running } from '../machine/start-on-free-port.ts'
import type { ProcessOptions } from '../service.ts'
import { findChromium } from './find-chromium.ts'
import { launchVariable, versionFile } from './launch.ts'
import type { Launch } from './launch.ts'
import { requirePlaywright } from './load-chromium.ts'
import { packagedChromium } from './packaged-chromium.ts'

const program = fileURLToPath(new URL('serve-chromium.ts', import.meta.url))

export interface RunningChromium extends Running<{ version: string }> {
  url: string
}

/** Starts Chromium below a Node process that serves it to Playwright, and that ends with this one. */
export async function startChromium(options: ProcessOptions): Promise<RunningChromium> {
  const { service, logFile } = options
  requirePlaywright()
  const executable = await provideExecutable(options)
  const folder = await createDataFolder(options.name)
  const path = `/${randomBytes(18).toString('base64url')}`
  const urlAt = (port: number) => `ws://127.0.0.1:${port}${path}`
  const launchOn = (port: number): Launch => ({
    port,
    path,
    temporary: process.env['TMPDIR'],
    ...executable,
  })
  const running = await startOnFreePort({
    service,
    folder,
    logFile,
    async launch(port) {
      await rm(versionFile(folder.path), { force: true })
      return runUnderLifeline({
        command: process.execPath,
        args: ['--disable-warning=ExperimentalWarning', program],
        folder: folder.path,
        logFile,
        // So that Playwright ends Chromium and all its processes before the profile goes.
        stopSignal: 'TERM',
        environment: {
          ...process.env,
          NODE_OPTIONS: '',
          // Playwright makes the profile there.
          TMPDIR: folder.path,
          // Everybody on the machine can read a process's arguments, and the path is a secret.
          [launchVariable]: JSON.stringify(launchOn(port)),
        },
      })
    },
    probe: async () => ({ version: await readFile(versionFile(folder.path), 'utf8') }),
  })
  return { ...running, url: urlAt(running.port) }
}

async function provideExecutable({
  service,
  onProgress,
}: ProcessOptions): Promise<Pick<Launch, 'executable' | 'isSandboxed'>> {
  const found = findChromium()
  // As root Chromium refuses its sandbox.
  if ('path' in found) return { executable: found.path, isSandboxed: process.getuid?.() !== 0 }
  const executable = await packagedChromium(found.packaged, onProgress).catch((error: unknown) => {
    throw describeCacheFailure(service, error)
  })
  // The package has no helper for the sandbox.
  return { executable, isSandboxed: false }
}
