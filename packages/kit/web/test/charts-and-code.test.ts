import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

/** Opens the page, and a part of it when it has come in. What its policy refuses fails the test. */
async function openAt(part: string, options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, web.url, { reducedMotion: 'reduce', ...options })
  await opened.page.getByRole('link', { name: 'Row locks' }).waitFor()
  await opened.page.goto(`${web.origin}/#/${part}`)
  return opened
}

describe('a chart', () => {
  it('is drawn under the strict policy, with a legend and its values', async () => {
    await using opened = await openAt('rate-limiting/same-traffic?run', {
      viewport: { width: 360, height: 800 },
    })
    const { page } = opened
    const chart = page.getByRole('figure')
    await chart.getByRole('img', { name: 'Allowed so far, 10 a minute' }).waitFor()
    expect(await page.locator('style').count()).toBe(0)
    expect(await chart.getByRole('list', { name: 'Legend' }).getByRole('listitem').count()).toBe(5)
    await chart.getByText('Values').click()
    const values = chart.getByRole('table')
    expect(await values.getByRole('columnheader').allTextContents()).toEqual([
      'time (s)',
      'fixed-window',
      'sliding-window-log',
      'sliding-window-counter',
      'token-bucket',
      'gcra',
    ])
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(360)
  })
})

describe('the code of a scene', () => {
  it('follows the steps, in colours, and shows another file when it is chosen', async () => {
    await using opened = await openAt('row-locks/row-lock?run')
    const { page } = opened
    await page.locator('.verdict').waitFor()
    await page.keyboard.press('Home')
    const source = page.getByRole('complementary', { name: 'Source' })
    const lit = source.locator('[aria-current="step"]')
    while ((await lit.count()) === 0 || !(await lit.textContent())?.includes('for update')) {
      await page.keyboard.press('ArrowRight')
    }
    await expect.poll(() => lit.locator('span').count()).toBeGreaterThan(1)
    await source.getByRole('combobox', { name: 'File' }).selectOption('open-database.ts')
    await source.getByRole('list', { name: /src\/open-database\.ts$/ }).waitFor()
    expect(await lit.count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await source.getByRole('list', { name: /src\/last-ticket\/row-lock\.ts$/ }).waitFor()
  })

  it('compares two ways side by side, and below each other where it is narrow', async () => {
    await using opened = await openAt('row-locks/row-lock')
    const { page } = opened
    await page.getByText('Compare two ways').click()
    const diff = page.getByRole('table', {
      name: /read-then-write\.ts compared with .*row-lock\.ts/,
    })
    await diff.waitFor()
    expect(await diff.getByText('added', { exact: true }).count()).toBeGreaterThan(0)
    expect(await diff.locator('col').count()).toBe(6)
    await page.setViewportSize({ width: 360, height: 800 })
    await expect.poll(() => diff.locator('col').count()).toBe(4)
    await page.getByRole('button', { name: 'Swap the files' }).click()
    await page
      .getByRole('table', { name: /row-lock\.ts compared with .*read-then-write\.ts/ })
      .waitFor()
  })
})
