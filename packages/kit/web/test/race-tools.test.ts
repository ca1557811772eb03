import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { accessibilityProblems } from './accessibility-problems.ts'
import { connectBrowser } from './connect-browser.ts'
import { openScene, play } from './open-scene.ts'

const naive = 'row-locks/read-then-write/read-then-write%2FtwoBuyers'
const locked = 'row-locks/row-lock/row-lock%2FtwoBuyers'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

const open = (part: string, options = {}) =>
  openScene(browser, web, part, { reducedMotion: 'reduce', ...options })

describe('the map of orders', () => {
  it('opens from a played scene, and plays the losing order that is clicked', async () => {
    await using opened = await open('row-locks/read-then-write')
    const { page } = opened
    await play(page)
    await page.getByRole('link', { name: 'Map of orders: read-then-write/twoBuyers' }).click()
    const cells = page.getByRole('listbox', { name: '92 orders' })
    await cells.waitFor()
    await cells.getByRole('option', { name: 'breaks: alice×2 bob×5 alice×3' }).click()
    const timeline = page.getByRole('region', { name: /^Timeline of alice×2 bob×5/ })
    await timeline.getByText('✗ 1 ticket, 2 sold, 0 left').waitFor()
    expect(await timeline.locator('.moment').count()).toBe(12)
  })

  it('counts each outcome, and shows the orders of one', async () => {
    await using opened = await open(`${naive}/map`)
    const { page } = opened
    const outcomes = page.getByRole('list', { name: 'Outcomes' })
    await outcomes.getByRole('button', { name: /80 orders: breaks/ }).click()
    const losing = page.getByRole('listbox', { name: '80 orders' })
    await losing.waitFor()
    expect(await losing.getByRole('option').count()).toBe(80)
    await outcomes.getByRole('button', { name: 'All 92 orders' }).click()
    await page.getByRole('listbox', { name: '92 orders' }).waitFor()
  })

  it('is as high out of sight as in sight: what moves under a pointer is not clicked', async () => {
    await using opened = await open(`${naive}/map`)
    const { page } = opened
    await page.getByRole('listbox', { name: '92 orders' }).waitFor()
    const { before, after } = await page.evaluate<{ before: number; after: number }>(`(async () => {
      const drawn = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
      const cells = document.querySelector('.order-cells')
      scrollTo(0, 0)
      await drawn()
      const before = cells.offsetHeight
      cells.scrollIntoView()
      await drawn()
      await drawn()
      return { before, after: cells.offsetHeight }
    })()`)
    expect(after).toBe(before)
  })

  it('tells holding from breaking by signs that can be seen', async () => {
    await using opened = await open(`${naive}/map`, { colorScheme: 'dark' })
    const { page } = opened
    const options = page.getByRole('listbox', { name: '92 orders' }).getByRole('option')
    await options.first().waitFor()
    const looks = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('[role=option]')].map(
      (one) => {
        const { color, backgroundColor } = getComputedStyle(one)
        return one.textContent + (color === backgroundColor ? ' unseen' : '')
      },
    )`)
    const counts = Object.fromEntries(
      [...Map.groupBy(looks, (look) => look)].map(([look, all]) => [look, all.length]),
    )
    expect(counts).toEqual({ '✓': 12, '✗': 80 })
  })

  it('is walked with arrow keys: the cells, and the lattice', async () => {
    await using opened = await open(`${naive}/map`)
    const { page } = opened
    const cells = page.getByRole('listbox', { name: '92 orders' })
    await cells.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: /^Timeline of bob/ }).waitFor()
    const lattice = page.getByRole('application', { name: /^Orders of .* as paths/ })
    await lattice.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('#lattice-at').textContent()).toBe(
      '1 step of alice, 1 step of bob: 48 orders: ✗ 44 break, ✓ 4 hold',
    )
  })

  it('says when there are too many orders to show', async () => {
    await using opened = await open('row-locks/three-buyers/read-then-write%2FthreeBuyers/map')
    const { page } = opened
    await page.getByText('They are too many to show each one').waitFor()
    expect(await page.getByText('48,540 orders').count()).toBeGreaterThan(0)
    await page
      .getByRole('button', { name: /^Play the simplest: alice×2/ })
      .first()
      .click()
    await page.getByRole('region', { name: /^Timeline of alice/ }).waitFor()
  })
})

describe('the tools at another isolation level', () => {
  const openAt = async (tool: string, options = {}) => {
    const opened = await open(`${naive}/${tool}`, options)
    await opened.page.getByLabel('Isolation level').selectOption('serializable')
    await opened.page.getByRole('heading', { name: /twoBuyers at serializable$/ }).waitFor()
    return opened
  }

  it('map errors to retry apart from losses, also in words and colours', async () => {
    await using opened = await openAt('map')
    const { page } = opened
    const outcomes = page.getByRole('list', { name: 'Outcomes' })
    const toRetry = outcomes.getByText('40 orders: serialization failure (40001), to be run again')
    await toRetry.first().waitFor()
    expect(await outcomes.locator('.breaks').count()).toBe(0)
    const legend = page.locator('.lattice svg text').filter({ hasText: 'of the orders through' })
    expect(await legend.first().textContent()).toContain('fail to serialize (40001: run again)')
    const ground = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('.lattice rect.share-4')).fill`,
    )
    expect(ground).toBe('rgb(138, 90, 0)')
  })

  it.each([
    ['map', 'dark', 360],
    ['map', 'light', 1280],
    ['schedule', 'light', 360],
  ] as const)(
    'have no serious fault for axe and fit: %s, %s, %i',
    async (tool, colorScheme, width) => {
      const viewport = { width, height: 800 }
      await using opened = await openAt(tool, { colorScheme, viewport })
      const { page } = opened
      await page.locator('.order-cells, .swimlanes').first().waitFor()
      expect(await accessibilityProblems(page)).toEqual([])
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect(wide).toBeLessThanOrEqual(width)
    },
  )

  it('say of an order of one’s own that nothing is lost', async () => {
    await using opened = await openAt('schedule')
    const { page } = opened
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice×2 bob×5 alice×2')
    await page.getByText('▲ nothing is lost: alice must run it again (40001)').waitFor()
    expect(await page.locator('.invariant.breaks').count()).toBe(0)
  })
})

describe('be the scheduler', () => {
  it('runs the order that is typed, and says which step is impossible', async () => {
    await using opened = await open(`${locked}/schedule`)
    const { page } = opened
    await page.getByRole('group', { name: 'Next step' }).waitFor()
    await page
      .getByRole('button', { name: /^alice/ })
      .first()
      .focus()
    await page.keyboard.type('aabbb')
    await page.getByText('✗ Step 5 is impossible there: bob waits for alice').waitFor()
    const happened = page.getByRole('region', { name: 'What happened' })
    expect(await happened.locator('.moment:not(.faint)').count()).toBe(4)
    await page.getByRole('button', { name: 'Remove what is impossible' }).click()
    await expect.poll(() => orderText(page)).toBe('alice×2 bob×2')
  })

  it('says what is wrong with an order that is typed, and keeps the one before', async () => {
    await using opened = await open(`${locked}/schedule`)
    const { page } = opened
    const field = page.getByRole('textbox', { name: 'The order as text' })
    await field.fill('alice×2')
    for (const text of ['alice(3)', 'alice×1001', 'alice×999999999']) {
      await field.fill(text)
      await page.getByText(/^Cannot (read schedule|run order): /).waitFor()
      expect(await chips(page).count()).toBe(2)
      await field.fill('alice×2')
    }
  })

  it('runs the order that is made by moving a step, by keyboard', async () => {
    await using opened = await open(`${naive}/schedule`)
    const { page } = opened
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice×5 bob×3')
    await page.getByText('✓ All 8 steps were taken: every actor has ended').waitFor()
    await chips(page).nth(4).focus()
    // The commit of alice goes behind bob's read: both see the ticket.
    await page.keyboard.press('Alt+ArrowRight')
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(() => orderText(page)).toBe('alice×4 bob×2 alice bob')
    await page.getByText('✗ 1 ticket, 2 sold, 0 left').waitFor()
    await page.keyboard.press('Delete')
    await expect.poll(() => orderText(page)).toBe('alice×4 bob×3')
  })

  it('runs the order that is made by dragging a step, and marks impossible places meanwhile', async () => {
    await using opened = await open(`${locked}/schedule`)
    const { page } = opened
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice×5 bob×3')
    await page.getByRole('button', { name: 'Run every order' }).click()
    await page.getByText('to see while you drag').waitFor({ state: 'detached' })
    // The commit of alice goes to the end: bob cannot wait for it and go on.
    await chips(page).nth(4).scrollIntoViewIfNeeded()
    const [from, to] = [await centre(chips(page).nth(4)), await centre(chips(page).nth(7))]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, to.y, { steps: 8 })
    const gaps = page.locator('.gap')
    const known = await gaps.evaluateAll((all) => all.map((gap) => gap.getAttribute('data-gap')))
    expect(known).toEqual([...Array<string>(8).fill('possible'), 'impossible'])
    await page.mouse.up()
    await expect.poll(() => orderText(page)).toBe('alice×4 bob×3 alice')
    await page.getByText('✗ Step 7 is impossible there: bob waits for alice').waitFor()
  })

  it('gives the order as a command that runs it', async () => {
    await using opened = await open(`${locked}/schedule`)
    const { page } = opened
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice*2 bob')
    const command =
      "./lab demo row-locks --scene row-lock --race row-lock/twoBuyers --replay 'alice×2 bob alice×3 bob×2'"
    await page.getByText(command, { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice(2)')
    expect(await page.locator('#share-problem').textContent()).toContain('a word must be a name')
  })
})

describe('compare', () => {
  it('runs the same order at another level, and marks the first difference', async () => {
    await using opened = await open('row-locks/read-then-write')
    const { page } = opened
    await play(page)
    await page.getByRole('link', { name: 'Compare: read-then-write/twoBuyers' }).click()
    await page.getByLabel('Compare with').selectOption('level serializable')
    await page.locator('.differences').waitFor()
    expect(await page.locator('.marked').count()).toBe(2)
    const differences = await page.locator('.differences').textContent()
    expect(differences).toContain('✗ 1 ticket, 2 sold, 0 left')
    expect(differences).toContain('▲ nothing is lost: alice must run it again (40001)')
  })

  it('runs it with another way of another scene', async () => {
    await using opened = await open('row-locks/read-then-write')
    const { page } = opened
    await play(page)
    await page.getByRole('link', { name: 'Compare: read-then-write/twoBuyers' }).click()
    await page.getByLabel('Races of another scene').selectOption('row-lock')
    const other = page.getByLabel('Compare with')
    await other.locator('option', { hasText: 'row-lock/twoBuyers' }).waitFor({ state: 'attached' })
    await other.selectOption('other row-lock/twoBuyers')
    await page.locator('.differences').waitFor()
    expect(await page.locator('.differences').textContent()).toContain('for update')
  })
})

describe('the tools', () => {
  it.each([
    ['map', 'light', 1280],
    ['schedule', 'dark', 360],
    ['compare', 'light', 360],
  ] as const)(
    'have no serious fault for axe and fit: %s, %s, %i pixels',
    async (tool, colorScheme, width) => {
      const viewport = { width, height: 800 }
      await using opened = await open(`${naive}/${tool}`, { colorScheme, viewport })
      const { page } = opened
      await page.locator('.race-panel h3').waitFor()
      await page.locator('.order-cells, .chips, .swimlanes').first().waitFor()
      expect(await accessibilityProblems(page)).toEqual([])
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect(wide).toBeLessThanOrEqual(width)
    },
  )
})

const chips = (page: Page) => page.getByRole('list', { name: 'The order' }).getByRole('button')

const orderText = (page: Page) =>
  page.getByRole('textbox', { name: 'The order as text' }).inputValue()

async function centre(of: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await of.boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}
