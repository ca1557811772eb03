import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from './accessibility-problems.ts'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'
import { startLabWeb } from './start-lab-web.ts'
import type { LabWeb } from './start-lab-web.ts'

const fixture = fileURLToPath(new URL('../../cli/fixture', import.meta.url))

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

async function openPart(part: string, options: Parameters<typeof openPage>[2] = {}) {
  const opened = await openPage(browser, web.url, { reducedMotion: 'reduce', ...options })
  await opened.page.getByRole('link', { name: 'What is no race' }).waitFor()
  await opened.page.goto(`${web.origin}/#/${part}`)
  return opened
}

const says = {
  refusal: '“A server that refuses a request says nothing more.”',
  plan: '“A planner estimates how many rows it will find.”',
  lock: '“A row lock makes buyers wait.”',
}
const claims = (page: Page) => page.getByRole('main').locator('.claims summary')
const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

describe('what is said of a concept', () => {
  it('hides whether it is true until a reader asks, then leads to the run', async () => {
    await using opened = await openPart('shown-events')
    const { page } = opened
    const said = page.getByRole('region', { name: 'What is said' })
    const why = said.getByText('The plan estimates 1 row')
    await said.getByText(says.plan).waitFor()
    expect(await why.isVisible()).toBe(false)
    await said.getByText(says.plan).click()
    expect(await why.textContent()).toMatch(/^✓ true The plan estimates 1 row/)
    await said.getByRole('link', { name: 'See the run: plan' }).click()
    await page.locator('.verdict').waitFor()
    expect(await focused(page)).toBe('A plan')
    expect(await page.locator('.verdict h3').textContent()).toContain('✓ holds')
  })
})

describe('the page of all claims', () => {
  it('shows those of a topic, or only what is false', async () => {
    await using opened = await openPart('claims')
    const { page } = opened
    await expect.poll(() => claims(page).allTextContents()).toEqual(Object.values(says))
    await page.getByLabel('Show').selectOption('false only')
    await expect.poll(() => claims(page).allTextContents()).toEqual([says.refusal])
    expect(await page.getByRole('status').textContent()).toBe('1 of 3 claims')
    await page.getByLabel('About').selectOption('all of http')
    await expect.poll(() => page.url()).toBe(`${web.origin}/#/claims/http`)
    await page.getByRole('link', { name: 'Quiz: ten of them' }).click()
    await page.getByText('1 of 3 · shown-events').waitFor()
  })

  it('says when nothing is said of a topic', async () => {
    await using opened = await openPart('claims/last-ticket')
    const status = opened.page.getByRole('status')
    await expect.poll(() => status.allTextContents()).toEqual(['There is no claim.'])
  })
})

describe('the quiz of claims', () => {
  // What this seed asks first, second and third.
  const quiz = 'claims/quiz/shown-events?seed=7'

  it('is answered by keyboard to its score, and says each result aloud', async () => {
    await using opened = await openPart(quiz)
    const { page } = opened
    const heading = page.getByRole('heading', { level: 2 })
    const said: string[][] = []
    for (const [key, goOn] of [
      ['f', 'ArrowRight'],
      ['d', 'Enter'],
      ['d', 'Enter'],
    ] as const) {
      await page.getByText(`${said.length + 1} of 3 · shown-events`).waitFor()
      // Without an answer there is no way on.
      await page.keyboard.press('ArrowRight')
      const claim = (await heading.textContent())!
      await page.keyboard.press(key)
      await expect.poll(() => page.getByRole('status').textContent()).not.toBe('')
      said.push([claim, (await page.getByRole('status').innerText()).split('\n')[0]!])
      await page.keyboard.press(goOn)
    }
    expect(said).toEqual([
      [says.plan, '✗ You said that it is false. In fact it is true.'],
      [says.lock, '✓ Right: it depends.'],
      [says.refusal, '✗ You said that it depends. In fact it is false.'],
    ])
    await expect.poll(() => heading.textContent()).toBe('1 of 3 right.')
    expect(await focused(page)).toBe('1 of 3 right.')
    expect(await claims(page).allTextContents()).toEqual([says.plan, says.refusal])
    await page.getByRole('button', { name: 'Ask others' }).click()
    await page.getByText('1 of 3 · shown-events').waitFor()
    expect(page.url()).toMatch(/#\/claims\/quiz\/shown-events\?seed=\d+$/)
  })

  it('shows the run of a claim in another tab, by p', async () => {
    await using opened = await openPart(quiz)
    const { page } = opened
    await page.getByText('1 of 3').waitFor()
    await page.keyboard.press('d')
    await page.getByRole('link', { name: 'See the run' }).waitFor()
    const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('p')])
    await tab.getByRole('heading', { name: 'A plan' }).waitFor()
    await tab.locator('.verdict').waitFor()
    await tab.close()
    expect(await page.getByText('1 of 3').count()).toBe(1)
  })
})

describe('what is said', () => {
  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'fits and has no serious fault for axe: %s, %d pixels',
    async (colorScheme, width) => {
      const options = { viewport: { width, height: 900 }, colorScheme }
      await using opened = await openPart('claims', options)
      const { page } = opened
      const check = async () => {
        expect(await accessibilityProblems(page)).toEqual([])
        const content = await page.evaluate<number>('document.documentElement.scrollWidth')
        expect(content).toBeLessThanOrEqual(width)
      }
      for (const text of Object.values(says)) await page.getByText(text).click()
      await check()
      await page.goto(`${web.origin}/#/claims/quiz?seed=7`)
      for (const key of ['d', 't', 'f']) {
        await page.getByRole('group', { name: 'Your answer' }).waitFor()
        await page.keyboard.press(key)
        await page.locator('.result').waitFor()
        if (key === 't') await check()
        await page.keyboard.press('ArrowRight')
      }
      await page.getByRole('button', { name: 'Ask others' }).waitFor()
      await check()
    },
  )
})
