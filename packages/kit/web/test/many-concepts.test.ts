import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'
import { openScene, play } from './open-scene.ts'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe('the catalogue', () => {
  it('counts the concepts of each area, and shows one area alone', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    const areas = page.getByRole('group', { name: 'Areas' }).getByRole('button')
    const headings = page.getByRole('main').getByRole('heading', { level: 2 })
    const cards = page.locator('.cards > li')
    await cards.first().waitFor()
    const texts = await areas.allTextContents()
    expect(texts[0]).toBe(`all ${await cards.count()}`)
    expect(texts.slice(1).map((text) => text.split(' ')[0])).toEqual(
      await headings.allTextContents(),
    )
    await areas.filter({ hasText: 'resilience' }).click()
    expect(await headings.allTextContents()).toEqual(['resilience'])
    const shown = page.getByRole('button', { name: 'resilience', pressed: true })
    expect(await shown.textContent()).toBe(`resilience ${await cards.count()}`)
    await page.getByRole('searchbox').fill('last ticket')
    expect(await page.getByRole('status').textContent()).toBe(
      'Nothing in resilience has “last ticket” in it.',
    )
    expect(await areas.allTextContents()).toEqual(['all 1', 'database 1', 'resilience 0'])
    await areas.first().click()
    expect(await headings.allTextContents()).toEqual(['database'])
  })

  it('finds a concept by what its run has shown', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    const titles = page.getByRole('main').getByRole('heading', { level: 3 })
    await titles.first().waitFor()
    await page.getByRole('searchbox').fill('idempotency key')
    expect(await titles.allTextContents()).toEqual(['External effects'])
  })
})

describe('a scene on a phone', () => {
  it('leaves the screen to its story: what stays in view is two rows high', async () => {
    await using opened = await openScene(browser, web, 'rate-limiting/http', {
      reducedMotion: 'reduce',
      viewport: { width: 360, height: 740 },
    })
    const { page } = opened
    await play(page)
    const bar = (await page.locator('.bar').boundingBox())!
    expect(bar.height).toBeLessThan(100)
    const server = (await page.locator('.bar [role=status]').boundingBox())!
    expect(server.x + server.width).toBeLessThanOrEqual(360)
  })
})
