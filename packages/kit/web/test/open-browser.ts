import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { packagedChromium } from './packaged-chromium.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Starts the machine's Chromium, else the one that the npm package brings (on Linux). */
export async function openBrowser(): Promise<Browser> {
  const system = [process.env['CHROMIUM'] ?? '', ...installed].find((path) => existsSync(path))
  if (system !== undefined) {
    // As root Chromium refuses its sandbox.
    return chromium.launch({ executablePath: system, chromiumSandbox: process.getuid?.() !== 0 })
  }
  // Without the package's own arguments: they switch off what keeps one site from another.
  return chromium.launch({ executablePath: await packagedChromium() })
}
