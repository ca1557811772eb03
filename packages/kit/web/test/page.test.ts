import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { accessibilityProblems } from './accessibility-problems.ts'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'
import { openScene, play } from './open-scene.ts'
import { startLabWeb } from './start-lab-web.ts'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe('the catalogue', () => {
  it('lists every concept with its question, and finds by words', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    const titles = page.getByRole('main').getByRole('heading', { level: 3 })
    await page.getByRole('link', { name: 'Row locks' }).waitFor()
    expect(await titles.count()).toBeGreaterThanOrEqual(7)
    await page.getByRole('searchbox', { name: 'Search' }).fill('last ticket')
    expect(await titles.allTextContents()).toEqual(['Row locks'])
    await page.getByRole('searchbox').fill('xyzzy')
    expect(await page.getByRole('status').textContent()).toContain('Nothing has')
  })

  it('keeps the token out of the address', async () => {
    await using opened = await openPage(browser, web.url)
    await opened.page.getByRole('link', { name: 'Row locks' }).click()
    await opened.page.getByRole('heading', { name: 'Row locks', level: 1 }).waitFor()
    expect(opened.page.url()).toBe(`${web.origin}/#/row-locks`)
  })

  it('says how to come in without a token', async () => {
    const page = await browser.newPage()
    await page.goto(`${web.origin}/`)
    const alert = page.getByRole('alert')
    expect(await alert.textContent()).toContain('open the address that lab web printed')
    await page.close()
  })
})

describe('a scene', () => {
  it('plays a race from the real server to its verdict', async () => {
    await using opened = await openScene(browser, web, 'row-locks/read-then-write')
    const { page } = opened
    await play(page)
    const verdict = await page.locator('.verdict').textContent()
    expect(verdict).toContain('✗ breaks, as claimed: one ticket is sold once · ')
    expect(verdict).toContain('two buyers orders92')
    expect(verdict).toContain('two buyers broken80')
    expect(await page.getByText('✗ 1 ticket, 2 sold, 0 left').count()).toBe(1)
    expect(await page.locator('[role=status]').first().textContent()).toMatch(/^PostgreSQL \d+/)
  })

  it('is stepped with the arrow keys, and lights the line of each step', async () => {
    await using opened = await openScene(browser, web, 'row-locks/row-lock')
    const { page } = opened
    await play(page)
    await page.keyboard.press('Home')
    expect(await page.locator('.moment').count()).toBe(0)
    const lit: (string | null)[] = []
    // What is said, the difference, the timeline's title, and then one moment after the other.
    for (let step = 0; step < 7; step++) {
      await page.keyboard.press('ArrowRight')
      if (step >= 3) lit.push(await page.locator('.code .lit').textContent())
    }
    expect(lit.map((line) => line?.trim())).toEqual([
      'return inTransaction(pool, async (client) => {',
      "const { rows } = await client.query('select remaining from tickets where id = 1 for update')",
      'return inTransaction(pool, async (client) => {',
      "const { rows } = await client.query('select remaining from tickets where id = 1 for update')",
    ])
    expect(await page.locator('.moment').last().textContent()).toContain('waits for alice')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('.moment').count()).toBe(3)
    await page.keyboard.press('End')
    // One bar for each moment during which bob waits.
    expect(await page.locator('.wait-bar').count()).toBe(4)
  })

  it.each([
    'isolation-levels/lost-update',
    'n-plus-one/query-per-row',
    'row-locks/missing-row',
    'idempotent-consumer/inbox-in-one-transaction',
    'saga/refund-fails',
    'circuit-breaker/half-open',
    'rate-limiting/same-traffic',
  ])('of %s plays as claimed', async (path) => {
    await using opened = await openScene(browser, web, path)
    const { page } = opened
    await play(page)
    const verdicts = await page.locator('.verdict h3').allTextContents()
    expect(verdicts.length).toBeGreaterThan(0)
    for (const verdict of verdicts) expect(verdict).toContain(', as claimed')
  })

  it('runs at another isolation level', async () => {
    await using opened = await openScene(browser, web, 'skip-locked/read-then-claim')
    const { page } = opened
    await page.getByLabel('Isolation level').selectOption('repeatable read')
    await play(page)
    expect(await page.getByText('✗ 40001 could not serialize access').count()).toBeGreaterThan(0)
    const verdict = page.locator('.verdict h3').first()
    expect(await verdict.textContent()).toBe(
      '✗ breaks at repeatable read: each worker gets a job of its own · read-then-claim',
    )
  })

  it('plays a scene when its claims cannot be loaded', async () => {
    // Not openPage: what is refused here is a complaint of the browser.
    const page = await browser.newPage()
    await page.route('**/api/claims/**', (route) => route.abort())
    await page.goto(web.url)
    await page.getByRole('link', { name: 'Row locks' }).click()
    await page.getByRole('alert').waitFor()
    await play(page)
    expect(await page.locator('.verdict').count()).toBe(1)
    await page.close()
  })

  it('says why it cannot run when the lab has ended', async () => {
    const other = await startLabWeb()
    const page = await browser.newPage()
    await page.goto(other.url)
    await page.getByRole('link', { name: 'Row locks' }).click()
    const run = page.getByRole('button', { name: 'Run', exact: true })
    await run.waitFor()
    await other.interrupt()
    await run.click()
    const status = page.locator('[role=status]')
    await expect
      .poll(() => status.textContent())
      .toBe('The lab does not answer. Start it again: pnpm web')
    await page.close()
  })
})

describe('the page', () => {
  it.each(['%E0%A4%A', 'row-locks/%', 'practice/..', '%2E'])(
    'says that there is nothing at #/%s, and leads to the concepts',
    async (hash) => {
      await using opened = await openScene(browser, web, hash)
      const { page } = opened
      const title = page.getByRole('heading', { level: 1 })
      await expect.poll(() => title.allTextContents()).toEqual(['There is no such page'])
      await page.getByRole('main').getByRole('link', { name: 'All concepts' }).click()
      await page.getByRole('heading', { name: 'Backend Lab' }).waitFor()
    },
  )

  it('says what happened where a part of it cannot be drawn, and leads back', async () => {
    // Not by openPage: React tells the console too.
    const page = await browser.newPage()
    await page.route('**/assets/ask-view*.js', (route) => route.abort())
    await page.goto(web.url)
    await page.getByRole('link', { name: 'Ask', exact: true }).click()
    await page.getByRole('heading', { name: 'This page cannot be shown' }).waitFor()
    expect(await page.getByRole('alert').textContent()).toContain('ask-view')
    await page.getByRole('link', { name: 'All concepts' }).click()
    await page.getByRole('heading', { name: 'Backend Lab' }).waitFor()
    await page.close()
  })

  it('works by keyboard alone', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    await page.getByRole('link', { name: 'Row locks' }).waitFor()
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab')
        const focused = await page.evaluate<string>('document.activeElement.textContent')
        if (focused === name) return
      }
      throw new Error(`Tab never reaches ${name}`)
    }
    await tabTo('Row locks')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Row locks', level: 1 }).waitFor()
    expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1')
    await tabTo('for update on no row locks nothing')
    await page.keyboard.press('Enter')
    await page
      .getByRole('heading', { name: 'for update on no row locks nothing', level: 2 })
      .waitFor()
    await tabTo('Run')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    await page.keyboard.press('End')
    expect(await page.locator('.verdict').count()).toBe(2)
  })

  it.each(['light', 'dark'] as const)('has no serious fault for axe, %s', async (colorScheme) => {
    await using opened = await openPage(browser, web.url, { colorScheme })
    const { page } = opened
    await page.getByRole('link', { name: 'Row locks' }).waitFor()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('link', { name: 'Row locks' }).click()
    await page.getByRole('link', { name: 'An advisory lock' }).click()
    await play(page)
    expect(await accessibilityProblems(page)).toEqual([])
  })

  it('fits into 360 pixels', async () => {
    await using opened = await openScene(browser, web, 'row-locks/row-lock', {
      viewport: { width: 360, height: 740 },
    })
    const { page } = opened
    await play(page)
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(360)
  })

  it('shows the end at once to who wants no motion', async () => {
    await using opened = await openScene(browser, web, 'row-locks/missing-row', {
      reducedMotion: 'reduce',
    })
    const { page } = opened
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    expect(await page.locator('.verdict').count()).toBe(2)
  })
})
