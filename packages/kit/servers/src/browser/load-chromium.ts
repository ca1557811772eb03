import type { BrowserType } from 'playwright-core'
import { findPackageJSON } from 'node:module'
import { browserUnavailable } from './browser-unavailable.ts'

/** Loads Playwright's client when it is first needed: it takes 0.2 s. */
export async function loadChromium(): Promise<BrowserType> {
  requirePlaywright()
  return (await import('playwright-core')).chromium
}

/** @throws {ServerUnavailableError} If Playwright is not installed. */
export function requirePlaywright(): void {
  try {
    findPackageJSON('playwright-core', import.meta.url)
  } catch (cause) {
    throw browserUnavailable('the npm package playwright-core is missing', 'pnpm install', cause)
  }
}
