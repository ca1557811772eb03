import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from './accessibility-problems.ts'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'
import { startLabWeb } from './start-lab-web.ts'
import type { LabWeb } from './start-lab-web.ts'
import { studyWorkspace } from './study-workspace.ts'

const fixture = fileURLToPath(new URL('../../cli/fixture', import.meta.url))

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

let web: LabWeb
let browser: Browser
beforeAll(async () => {
  web = await startLabWeb([], { LAB_ROOT: fixture })
  browser = await connectBrowser()
})
afterAll(async () => {
  await browser.close()
  await web[Symbol.asyncDispose]()
})

/** Plays a scene to its end. */
async function openShown(scene: string, options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, web.url, { reducedMotion: 'reduce', ...options })
  await opened.page.getByRole('link', { name: 'What is no race' }).waitFor()
  await opened.page.goto(`${web.origin}/#/shown-events/${scene}?run`)
  await opened.page.locator('.verdict').waitFor()
  return opened
}

/** What a screen reader is told of each item of a list, without what is hidden from it. */
function spoken(page: Page): Promise<string[]> {
  return page.locator('figure li').evaluateAll((items) =>
    items.map((item) => {
      const copy = item.cloneNode(true)
      for (const hidden of copy.querySelectorAll('[aria-hidden]')) hidden.remove()
      return copy.textContent
    }),
  )
}

const narrow = { viewport: { width: 360, height: 740 } }

/** The titles of each list of scenes. */
function listedTitles(page: Page): Promise<string[][]> {
  const lists = page.getByRole('navigation', { name: 'Scenes' }).locator('ol')
  return lists.evaluateAll((all) =>
    all.map((list) => [...list.querySelectorAll('a')].map((link) => link.textContent)),
  )
}

const listed = [
  ['A rebalance', 'The difference of two ways'],
  ['A refused request', 'A plan', 'A trace'],
]

describe('a concept', () => {
  it('opens with its headline, and lists the other scenes below', async () => {
    await using opened = await openPage(browser, web.url)
    const { page } = opened
    await page.getByRole('link', { name: 'What is no race' }).click()
    await page.getByRole('heading', { name: 'A rebalance', level: 2 }).waitFor()
    await page.getByRole('heading', { name: 'More scenes' }).waitFor()
    expect(await listedTitles(page)).toEqual(listed)
  })
})

describe('an exchange', () => {
  it('draws an arrow from the sender to the receiver, and says it in words', async () => {
    await using opened = await openShown('refusal')
    const { page } = opened
    const messages = page.getByRole('figure').getByRole('listitem')
    expect(await messages.allInnerTexts()).toMatchObject({ length: 4 })
    const last = messages.last()
    expect(await last.textContent()).toContain('api to client, reply, error: ')
    const lines = await page.locator('.lifelines > span').all()
    const lifelines = await Promise.all(lines.map(async (line) => (await line.boundingBox())!.x))
    const arrow = (await last.locator('.arrow').boundingBox())!
    expect(Math.round(arrow.x - lifelines[0]!)).toBe(0)
    expect(Math.round(arrow.x + arrow.width - lifelines[1]!)).toBe(0)
  })

  it('tells its messages in their order, with no arrow in what is read', async () => {
    await using opened = await openShown('refusal', narrow)
    expect(await spoken(opened.page)).toEqual([
      'client to api, request: GET /orders 0 ms',
      'api to client, reply: 200 OK 3 msRateLimit: "free";r=0;t=20',
      'client to api, request: GET /orders?filter=a-long-filter-that-no-lane-has-room-for 5 ms',
      'api to client, reply, error: 429 Too Many Requests 8 msRateLimit: "free";r=0;t=20Retry-After: 20{"type":"quota-exceeded","status":429}',
    ])
  })

  it('names the way of each message where there is no room for arrows', async () => {
    await using opened = await openShown('rebalance', narrow)
    const { page } = opened
    const ways = page.getByText('second → broker')
    expect(await ways.isVisible()).toBe(true)
    expect(await page.locator('.arrow').first().isVisible()).toBe(false)
    await page.setViewportSize({ width: 1280, height: 900 })
    await expect.poll(() => page.locator('.arrow').first().isVisible()).toBe(true)
    expect(await ways.isVisible()).toBe(false)
    expect(await page.getByText('... (12 more messages)').isVisible()).toBe(true)
  })
})

describe('a tree', () => {
  it('is a table in which each node says its level', async () => {
    await using opened = await openShown('plan')
    const table = opened.page.getByRole('table', { name: 'The plan of the join' })
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'part',
      'estimated rows',
      'actual rows',
      'loops',
      'buffers',
      'time (ms)',
    ])
    const scan = table.getByRole('row').last()
    expect(await scan.getByRole('rowheader').textContent()).toBe(
      'level 4: Index Scan on users using users_pkey✗ 1 row estimated, 100 found: 100 times more',
    )
    expect(await scan.getByRole('cell').allTextContents()).toEqual(['1', '100', '1', '8', '0.08'])
  })

  it('stays a table where its values stand below their node', async () => {
    await using opened = await openShown('plan', narrow)
    const { page } = opened
    const row = page.getByRole('row').last()
    const cells = await row.getByRole('cell').all()
    expect(cells.length).toBe(5)
    const header = (await row.getByRole('rowheader').boundingBox())!
    expect((await cells[0]!.boundingBox())!.y).toBeGreaterThanOrEqual(header.y + header.height - 1)
  })
})

describe('a listing', () => {
  it('shows coloured lines, and says what is added and removed', async () => {
    await using opened = await openShown('difference')
    const lines = opened.page
      .getByRole('list', { name: 'What the lock adds' })
      .getByRole('listitem')
    expect(await lines.allTextContents()).toEqual([
      '⋮left out: 8 lines',
      '9  return inTransaction(pool, async (client) => {',
      "10−removed:     const { rows } = await client.query('select remaining from tickets where id = 1')",
      '10+added:     // BLOCKS: until the other buyer commits.',
      "11+added:     const { rows } = await client.query('select remaining from tickets where id = 1 for update')",
      '12▸here:     const { remaining } = rows[0]',
    ])
    await expect.poll(() => lines.nth(4).locator('code span').count()).toBeGreaterThan(1)
  })
})

describe('a waterfall', () => {
  it('is a table in which each span says its level, its process and its times', async () => {
    await using opened = await openShown('waterfall')
    const rows = opened.page.getByRole('table').getByRole('row')
    expect(await rows.allTextContents()).toEqual([
      'partprocess0 1,205 msms',
      'level 1: POST /ordersapifrom 0 ms23 ms',
      'level 2: beginapifrom 2 ms2.4 ms',
      'level 2: insert idempotency_keysinsert into idempotency_keys values ($1, $2, $3)apifrom 5 ms2.4 ms',
      'level 2: insert ordersinsert into orders (buyer_id, event_id) values ($1, $2)apifrom 8 ms2.4 ms',
      'level 2: … 3 more2.4 ms  select id from seats limit $1 for update skip locked2.4 ms  update seats set order_id = $1 where id = any($2)2.4 ms  commitapifrom 11 ms8.4 ms',
      'level 2: go onorchestratorfrom 61 ms57 ms',
      'level 3: ✗ POST /chargesorchestratorfrom 64 ms37 ms',
      'level 3: process commandsconsumerfrom 130 ms28 ms',
      'level 2: mailconsumerfrom 1180 ms25 ms',
    ])
  })

  it('opens a span, and those that are folded', async () => {
    await using opened = await openShown('waterfall', narrow)
    const { page } = opened
    const text = page.getByRole('table').getByText('insert into orders (buyer_id, event_id)')
    expect(await text.isVisible()).toBe(false)
    await page.getByText('insert orders', { exact: true }).click()
    expect(await text.isVisible()).toBe(true)
    await page.getByText('… 3 more').click()
    const [, , folded] = await page.locator('.waterfall details').all()
    expect(await folded!.locator('code').allTextContents()).toEqual([
      '2.4 ms  select id from seats limit $1 for update skip locked',
      '2.4 ms  update seats set order_id = $1 where id = any($2)',
      '2.4 ms  commit',
    ])
  })

  it('keeps each bar inside, however short it is', async () => {
    await using opened = await openShown('waterfall')
    const bars = await opened.page.locator('.waterfall .time').all()
    const cell = (await opened.page.locator('.waterfall .times').last().boundingBox())!
    for (const bar of bars) {
      const { x, width } = (await bar.boundingBox())!
      expect(width).toBeGreaterThanOrEqual(3)
      expect(x).toBeGreaterThanOrEqual(cell.x - 0.5)
      expect(x + width).toBeLessThanOrEqual(cell.x + cell.width + 0.5)
    }
  })
})

describe('all of them', () => {
  it('are drawn by an exported site too, from a recording', async () => {
    using workspace = studyWorkspace('packages/http/shown-events')
    const site = join(workspace.root, 'site')
    const command = [program, 'web', '--export', site]
    const env = { ...process.env, VITEST: undefined, LAB_ROOT: workspace.root }
    const exported = spawn(process.execPath, command, { env, stdio: 'ignore' })
    expect(await once(exported, 'exit')).toEqual([0, null])
    const address = pathToFileURL(join(site, 'index.html')).href
    await using opened = await openPage(browser, address, { reducedMotion: 'reduce' })
    const { page } = opened
    await page.getByRole('link', { name: 'What is no race' }).click()
    await page.getByRole('heading', { name: 'A rebalance', level: 2 }).waitFor()
    expect(await listedTitles(page)).toEqual(listed)
    for (const [scene, text] of [
      ['refusal', 'api to client, reply, error: ✗ 429 Too Many Requests'],
      ['plan', 'level 4: Index Scan on users using users_pkey'],
      ['waterfall', 'level 3: ✗ POST /charges'],
      ['difference', 'added:     // BLOCKS: until the other buyer commits.'],
    ] as const) {
      await page.goto(`${address}#/shown-events/${scene}?run`)
      await page.locator('.verdict').waitFor()
      expect(await page.getByRole('figure').textContent()).toContain(text)
    }
  })

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'fit and have no serious fault for axe: %s, %d pixels',
    async (colorScheme, width) => {
      for (const scene of ['refusal', 'rebalance', 'plan', 'waterfall', 'difference']) {
        await using opened = await openShown(scene, {
          viewport: { width, height: 900 },
          colorScheme,
        })
        const { page } = opened
        expect(await accessibilityProblems(page)).toEqual([])
        const content = await page.evaluate<number>('document.documentElement.scrollWidth')
        expect(content).toBeLessThanOrEqual(width)
      }
    },
  )
})
