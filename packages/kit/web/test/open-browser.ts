import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/** Starts a Chromium of the caller's own. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await findChromium())
}
