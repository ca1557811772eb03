import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { inject } from 'vitest'

/** Connects to the suite's browser; to close this one ends only what was opened through it. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(inject('browser'))
}
