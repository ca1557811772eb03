import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'
import { startLabWeb } from './start-lab-web.ts'
import type { LabAddress } from './start-lab-web.ts'

declare module 'vitest' {
  interface ProvidedContext {
    web: LabAddress
    /** Where `chromium.connect` finds the browser. */
    browser: string
  }
}

// One lab and one browser for all files: each test opens pages of its own in it, and a start of both
// in each file would take longer than most of the tests.
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await using started = new AsyncDisposableStack()
  const { url, origin, token } = started.use(await startLabWeb())
  const browser = await chromium.launchServer({ ...(await findChromium()), host: '127.0.0.1' })
  started.defer(() => browser.close())
  provide('web', { url, origin, token })
  provide('browser', browser.wsEndpoint())
  const owned = started.move()
  return () => owned.disposeAsync()
}
