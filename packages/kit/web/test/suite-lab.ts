import { browser } from '@lab/servers/browser'
import type { TestProject } from 'vitest/node'
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
  const { url: address } = started.use(await browser())
  provide('web', { url, origin, token })
  provide('browser', address)
  const owned = started.move()
  return () => owned.disposeAsync()
}
