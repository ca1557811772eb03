import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectBrowser } from './connect-browser.ts'
import { openScene } from './open-scene.ts'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const naive = 'row-locks/read-then-write/read-then-write%2FtwoBuyers'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

const open = (part: string) => openScene(browser, web, part, { reducedMotion: 'reduce' })

describe('a scene that has not run', () => {
  it('has the tools of its races, and they go on below its story when it runs', async () => {
    await using opened = await open('row-locks/missing-row')
    const { page } = opened
    const races = page.getByRole('region', { name: 'Races of this scene' })
    await races.waitFor()
    expect(await races.locator('code').allTextContents()).toEqual([
      'lock-then-insert',
      'unique-constraint/twoBuyers',
      'unique-constraint/threeBuyers',
    ])
    const top = async (of: ReturnType<typeof page.locator>) => (await of.boundingBox())!.y
    // Beside the code, where the story will be.
    expect(await top(races)).toBeLessThan((await top(page.locator('.code'))) + 50)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByRole('button', { name: 'Run again' }).waitFor()
    expect(await top(races)).toBeGreaterThan(await top(page.locator('.verdict').last()))
    expect(await races.count()).toBe(1)
  })

  it.each([
    ['Map of orders', 'listbox'],
    ['Be the scheduler', 'group'],
    ['Compare', 'combobox'],
  ] as const)('leads to %s', async (tool, role) => {
    await using opened = await open('row-locks/read-then-write')
    const { page } = opened
    await page.getByRole('link', { name: `${tool}: read-then-write/twoBuyers` }).click()
    const control = page.locator('.race-panel').getByRole(role).first()
    await control.waitFor()
    expect(await control.isVisible()).toBe(true)
  })
})

describe('the title of the tab', () => {
  it.each([
    ['', 'Backend Lab'],
    ['row-locks/read-then-write', 'Row locks · Backend Lab'],
    ['practice', 'Practice · Backend Lab'],
    ['ask', 'Interview questions · Backend Lab'],
    ['claims/quiz', 'True or false? · Backend Lab'],
  ])('of #/%s is %s', async (part, title) => {
    await using opened = await open(part)
    await expect.poll(() => opened.page.title()).toBe(title)
  })
})

describe('the command of an order', () => {
  const shown = async (part: string, level: string | undefined) => {
    const opened = await open(part)
    const { page } = opened
    if (level !== undefined) await page.getByLabel('Isolation level').selectOption(level)
    await page.getByRole('region', { name: /^(What happened|Timeline of)/ }).waitFor()
    const command = await page.locator('.share-line code').textContent()
    return { command: command ?? '', [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() }
  }
  // As it is written, by a shell, where a person has cloned the lab.
  const typed = async (command: string) => {
    const env = { ...process.env, VITEST: undefined, NO_COLOR: '1' }
    return (await promisify(execFile)('sh', ['-c', command], { cwd: repository, env })).stdout
  }

  it('runs the order that is on the screen, also where no order was asked for', async () => {
    await using compared = await shown(`${naive}/compare`, undefined)
    expect(compared.command).toMatch(/^\.\/lab demo .* --replay 'alice×5 bob×3'$/)
    const printed = await typed(compared.command)
    expect(printed).toContain('order: alice×5 bob×3\n')
  })

  it('runs it at the isolation level that is chosen', async () => {
    await using scheduled = await shown(`${naive}/schedule`, 'repeatable read')
    const order = 'alice×2 bob×5 alice×2'
    const printed = await typed(
      scheduled.command.replace(/--replay '[^']*'/, `--replay '${order}'`),
    )
    expect(printed).toContain(`order: ${order}\n`)
    expect(printed).toContain('fails 40001')
  })
})
