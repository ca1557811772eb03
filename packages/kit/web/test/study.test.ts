import { copyFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
    await page.goto(`${web.origin}/#/practice`)
    await expect.poll(() => page.getByText(/passed in/).count()).toBe(1)
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
    const first = await page.getByRole('heading', { level: 2 }).first().textContent()
    await page.keyboard.press('3')
    await answer.waitFor({ state: 'detached' })
    const next = await page.getByRole('heading', { level: 2 }).first().textContent()
    expect(next).not.toBe(first)
  })
})
