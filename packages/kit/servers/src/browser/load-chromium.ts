import type { BrowserType } from 'playwright-core'
import { browserUnavailable } from './browser-unavailable.ts'

/** Loads Playwright's client when it is first needed: it takes 0.2 s. */
export async function loadChromium(): Promise<BrowserType> {
  try {
    return (await import('playwright-core')).chromium
  } catch (cause) {
    throw browserUnavailable('the npm package playwright-core is missing', 'pnpm install', cause)
  }
}
