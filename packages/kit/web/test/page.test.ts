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

  it('shows the headline of a recorded run with a small picture, and what is to be asked again', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    const card = (title: string) =>
      page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    const shown = card('Row locks').locator('.shown')
    await shown.waitFor()
    expect(await shown.getByRole('listitem').allTextContents()).toEqual([
      '✗breaks: The last ticket is sold twice: 80 of 92 orders break',
      '✓holds: select ... for update: 0 of 36 orders break',
    ])
    // The places of the map, as many as its lattice has.
    expect(await shown.locator('svg rect').count()).toBe(35)
    const filled = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('.shown rect.share-4')).fill`,
    )
    expect(filled).toBe('rgb(168, 50, 15)')
    const chart = card('Circuit breaker').locator('.shown svg polyline')
    expect(await chart.getAttribute('points')).toMatch(/^4,[\d.]+ /)
    expect(
      await card('Row locks')
        .getByText(/\d+ of \d+ questions due/)
        .count(),
    ).toBe(1)
  })

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)('fits with its pictures: %s, %i pixels', async (colorScheme, width) => {
    const viewport = { width, height: 800 }
    await using opened = await openPage(browser, web.url, { colorScheme, viewport })
    const { page } = opened
    await page.locator('.shown').first().waitFor()
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(width)
    expect(await accessibilityProblems(page)).toEqual([])
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

  it('says at another isolation level what this run shows, not what is claimed', async () => {
    await using opened = await openScene(browser, web, 'row-locks/read-then-write')
    const { page } = opened
    await page.getByLabel('Isolation level').selectOption('serializable')
    await play(page)
    const verdict = page.locator('.verdict')
    expect(await verdict.locator('h3').textContent()).toBe(
      '✓ holds at serializable: one ticket is sold once · read-then-write',
    )
    expect(await verdict.locator('p').first().textContent()).toBe(
      'None of 92 orders breaks it. In 80 a transaction fails with 40001 and must be run again.',
    )
    expect(await page.locator('.scene h2, .timeline h3').allTextContents()).toEqual([
      'read-then-write at serializable',
      'read-then-write/twoBuyers at serializable',
    ])
    expect(await page.locator('.invariant').textContent()).toMatch(
      /^▲ nothing is lost: (alice|bob) must run it again \(40001\)$/,
    )
    expect(await page.locator('.story').getByText('sells it twice').count()).toBe(0)
  })

  it('compares the ways at another isolation level by what this run found of each', async () => {
    await using opened = await openScene(browser, web, 'skip-locked/ways-compared')
    const { page } = opened
    await page.getByLabel('Isolation level').selectOption('repeatable read')
    await play(page)
    const table = page.getByRole('region', { name: 'Each worker gets a job of its own' })
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'way',
      'promise at repeatable read',
      'orders',
      'broken',
      'to run again',
    ])
    const naive = table.getByRole('row').nth(1).getByRole('cell')
    expect(await naive.allTextContents()).toEqual(['read-then-claim', '✓ holds', '50', '0', '40'])
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
      .toBe('The lab does not answer. Start it again: ./lab web')
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
      const stops = await page.locator('a, button, input, select, summary').count()
      for (let presses = 0; presses <= stops; presses++) {
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

  it('shows the end at once to a reader who wants no motion', async () => {
    await using opened = await openScene(browser, web, 'row-locks/missing-row', {
      reducedMotion: 'reduce',
    })
    const { page } = opened
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    expect(await page.locator('.verdict').count()).toBe(2)
  })
})
