import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityProblems } from './accessibility-problems.ts'
import { connectBrowser } from './connect-browser.ts'
import { openScene } from './open-scene.ts'
import { startLabWeb } from './start-lab-web.ts'
import type { LabWeb } from './start-lab-web.ts'
import { studyWorkspace } from './study-workspace.ts'
import type { StudyWorkspace } from './study-workspace.ts'

let workspace: StudyWorkspace
let web: LabWeb
let browser: Browser
beforeAll(async () => {
  workspace = studyWorkspace()
  web = await startLabWeb([], { LAB_ROOT: workspace.root })
  browser = await connectBrowser()
})
afterAll(async () => {
  await browser.close()
  await web[Symbol.asyncDispose]()
  workspace[Symbol.dispose]()
})

describe('practice in the page', () => {
  it('judges each save, and draws the order that loses', async () => {
    await using opened = await openScene(browser, web, 'practice')
    const { page } = opened
    await page.getByRole('link', { name: /tally/i }).first().click()
    await page.getByText('✗ Not yet.').waitFor()
    await page.getByRole('region', { name: 'Timeline' }).waitFor()
    await page.getByRole('button', { name: /^Hint/ }).click()
    const hints = page.getByRole('list', { name: 'Hints' }).getByRole('listitem')
    await expect.poll(() => hints.count()).toBe(1)
    copyFileSync(workspace.solution, workspace.answer)
    await page.getByText('✓ Passed.').waitFor()
    const clock = page.getByRole('timer')
    expect(await clock.textContent()).toMatch(/^passed in 00:\d\d$/)
    copyFileSync(workspace.problem, workspace.answer)
    await page.getByText('✗ Not yet.').waitFor()
    expect(await clock.textContent()).toMatch(/^passed in 00:\d\d, with an earlier answer$/)
    await page.goto(`${web.origin}/#/practice`)
    await expect.poll(() => page.getByText(/passed in/).count()).toBe(1)
  })

  it('writes the answer in an editor, takes over what another editor saves, and keeps neither from the other', async () => {
    copyFileSync(workspace.solution, workspace.answer)
    await using opened = await openScene(browser, web, 'practice/tally')
    const { page } = opened
    const editor = page.getByRole('textbox', { name: 'Your answer' })
    await editor.waitFor()
    await page.getByText('✓ Passed.').waitFor()
    await editor.fill('export const add = () => Promise.resolve() // mine')
    await page.getByText('not saved', { exact: true }).waitFor()
    await page.keyboard.press('Control+s')
    await page.getByText('✗ Not yet.').waitFor()
    expect(readFileSync(workspace.answer, 'utf8')).toContain('// mine')
    copyFileSync(workspace.solution, workspace.answer)
    await expect.poll(() => editor.textContent()).toContain('increment')
    await editor.fill('// a draft')
    writeFileSync(workspace.answer, '// another editor\n')
    await page.getByText('The file was saved elsewhere.').waitFor()
    expect(await editor.textContent()).toContain('// a draft')
    await page.getByRole('button', { name: 'Take that over' }).click()
    await expect.poll(() => editor.textContent()).toContain('// another editor')
  })

  it('keeps what is not saved when the page of the kata is left', async () => {
    await using opened = await openScene(browser, web, 'practice/tally')
    const { page } = opened
    await page.getByRole('textbox', { name: 'Your answer' }).fill('// half of an answer')
    await page.getByRole('link', { name: 'All katas' }).click()
    await page.getByRole('heading', { name: 'Practice', level: 1 }).waitFor()
    await expect.poll(() => readFileSync(workspace.answer, 'utf8')).toBe('// half of an answer')
  })

  it('shows after a pass what people also answer, each with the order that breaks it', async () => {
    copyFileSync(workspace.solution, workspace.answer)
    await using opened = await openScene(browser, web, 'practice/tally')
    const { page } = opened
    const answers = page.getByRole('region', { name: 'People also answer …' })
    await answers.getByText('Both visitors may have read the same number.').click()
    await answers.getByText('2 visits, 1 counted, in 4 of 6 orders').waitFor()
    const timeline = answers.getByRole('region', { name: 'Timeline of writes-late' })
    expect(await timeline.locator('.statement').allTextContents()).toEqual([
      'read',
      'read',
      'write 1',
      'write 1',
    ])
    expect(await answers.locator('.source').textContent()).not.toContain('Fails:')
  })

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'has no serious fault for axe and fits: %s, %i pixels',
    async (colorScheme, width) => {
      copyFileSync(workspace.solution, workspace.answer)
      const viewport = { width, height: 900 }
      await using opened = await openScene(browser, web, 'practice/tally', {
        colorScheme,
        viewport,
      })
      const { page } = opened
      await page.getByText('✓ Passed.').waitFor()
      await page.getByRole('textbox', { name: 'Your answer' }).waitFor()
      await page.getByText('Both visitors may have read the same number.').click()
      await page.getByRole('region', { name: 'Timeline of writes-late' }).waitFor()
      expect(await accessibilityProblems(page)).toEqual([])
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
      expect(wide).toBeLessThanOrEqual(width)
    },
  )

  it('lets the keyboard out of the editor', async () => {
    await using opened = await openScene(browser, web, 'practice/tally')
    const { page } = opened
    await page.getByRole('textbox', { name: 'Your answer' }).focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string>('document.activeElement.textContent')
    expect(focused).toBe('Save and judge')
  })

  it('shows no wrong answers before a pass', async () => {
    using other = studyWorkspace()
    await using fresh = await startLabWeb([], { LAB_ROOT: other.root })
    await using opened = await openScene(browser, fresh, 'practice/tally')
    const { page } = opened
    await page.getByText('✗ Not yet.').waitFor()
    expect(await page.getByText('People also answer').count()).toBe(0)
    const asked = await fetch(`${fresh.origin}/api/practice/tally/common-answers`, {
      headers: { authorization: `Bearer ${fresh.token}` },
    })
    expect(await asked.json()).toEqual({ error: 'Cannot show answers: the kata is not passed' })
  })
})

describe('questions in the page', () => {
  it('are answered, rated and remembered, by keyboard', async () => {
    await using opened = await openScene(browser, web, 'ask')
    const { page } = opened
    await page.getByRole('button', { name: 'Show the answer' }).waitFor()
    await page.keyboard.press('Space')
    const answer = page.getByRole('region', { name: 'Answer' })
    await answer.waitFor()
    const proof = page.getByRole('link', { name: /^See the run/ })
    expect(await proof.getAttribute('href')).toBe('#/last-ticket/row-lock?run')
    const first = await page.getByRole('heading', { level: 2 }).first().textContent()
    await page.keyboard.press('3')
    await answer.waitFor({ state: 'detached' })
    const next = await page.getByRole('heading', { level: 2 }).first().textContent()
    expect(next).not.toBe(first)
  })
})

describe('the learning path in the page', () => {
  it('says what is done, what is due again, and leads to each concept in its order', async () => {
    const at = (due: string) => ({ due, state: 2 })
    const cards = { answer: at('2999-01-01'), 'three-buyers': at('2020-01-01') }
    const memory = Object.entries(cards).map(([name, card]) => [`last-ticket/${name}`, card])
    const remembered = join(workspace.root, 'practice/.ask.json')
    await using opened = await openScene(browser, web, '')
    const { page } = opened
    const summary = page.getByText(/^Learning path/)
    await summary.waitFor()
    expect(await summary.textContent()).toMatch(
      /^Learning path: 0 of 1 done, about 11 minutes left$/,
    )
    writeFileSync(remembered, JSON.stringify(Object.fromEntries(memory)))
    await page.reload()
    await summary.click()
    expect(await summary.textContent()).toBe('Learning path: 1 of 1 done, 1 due again')
    const step = page.getByRole('group').getByRole('listitem')
    expect(await step.textContent()).toBe('The last ticket ✓ done 1 due of The last ticket')
    // So does the card of the concept.
    expect(await page.locator('.study').textContent()).toContain('1 of 2 questions due, 1 again')
    const links = await step.getByRole('link').all()
    const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
    expect(hrefs).toEqual(['#/last-ticket', '#/ask/last-ticket'])
  })
})
