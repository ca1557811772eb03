import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright-core'
import { packagedChromium } from './packaged-chromium.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Finds the machine's Chromium, else the one that the npm package brings (on Linux). */
export async function findChromium(): Promise<LaunchOptions> {
  const system = [process.env['CHROMIUM'] ?? '', ...installed].find((path) => existsSync(path))
  // As root Chromium refuses its sandbox.
  if (system !== undefined)
    return { executablePath: system, chromiumSandbox: process.getuid?.() !== 0 }
  // Without the package's own arguments: they switch off what keeps one site from another.
  return { executablePath: await packagedChromium() }
}
