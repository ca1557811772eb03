import type { Browser, Page } from 'playwright-core'
import { openPage } from './open-page.ts'
import type { OpenedPage } from './open-page.ts'
import type { LabAddress } from './start-lab-web.ts'

/** Opens a part of the page, once it has come in: the token is in its address only once. */
export async function openScene(
  browser: Browser,
  web: LabAddress,
  part: string,
  options: Parameters<typeof openPage>[2] = {},
): Promise<OpenedPage> {
  const opened = await openPage(browser, web.url, options)
  await opened.page.getByRole('heading', { name: 'Backend Lab' }).waitFor()
  await opened.page.goto(`${web.origin}/#/${part}`)
  return opened
}

/** Runs the scene and shows all of it. */
export async function play(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Run again' }).waitFor()
  await page.keyboard.press('End')
}
