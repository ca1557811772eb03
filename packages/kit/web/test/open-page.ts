import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

export interface OpenedPage extends AsyncDisposable {
  page: Page
}

/** Opens an address in a page of its own; what the page complains about fails the test. */
export async function openPage(
  browser: Browser,
  url: string,
  options: NonNullable<Parameters<Browser['newPage']>[0]> = {},
): Promise<OpenedPage> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return {
    page,
    async [Symbol.asyncDispose]() {
      await page.close()
      expect(complaints).toEqual([])
    },
  }
}
