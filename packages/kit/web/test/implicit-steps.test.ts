import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectBrowser } from './connect-browser.ts'
import { openScene, play } from './open-scene.ts'

const insert = (buyer: string) =>
  `insert into unique_holds (seat, buyer) values (1, '${buyer}') on conflict (seat) do nothing`
const race = 'row-locks/missing-row/unique-constraint%2FtwoBuyers'

const web = inject('web')
let browser: Browser
beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

const open = (part: string) => openScene(browser, web, part, { reducedMotion: 'reduce' })

const statements = (page: Page, label: string | RegExp) =>
  page.getByRole('region', { name: label }).last().locator('.statement').allTextContents()

describe('the begin and the commit of a statement outside of a transaction', () => {
  it('are drawn in a scene where another actor comes in between, as in a terminal', async () => {
    await using opened = await open('row-locks/missing-row')
    const { page } = opened
    await play(page)
    expect(await statements(page, 'Timeline')).toEqual([
      insert('alice'),
      'implicit begin',
      insert('bob'),
      'implicit commit',
      'implicit commit',
    ])
  })

  it('are no moments to step through in an order where no actor comes in between', async () => {
    await using opened = await open(`${race}/map`)
    const { page } = opened
    const cells = page.getByRole('listbox', { name: '14 orders' })
    await cells.getByRole('option', { name: 'holds: alice×3 bob×3' }).click()
    await page.getByRole('region', { name: 'Timeline of alice×3 bob×3' }).waitFor()
    expect(await statements(page, /^Timeline of/)).toEqual([insert('alice'), insert('bob')])
    // A statement and an end for each, and what is found afterwards.
    await page.getByText('5 of 5').waitFor()
  })

  it('are drawn in an order of one’s own that stops between them', async () => {
    await using opened = await open(`${race}/schedule`)
    const { page } = opened
    await page.getByRole('textbox', { name: 'The order as text' }).fill('alice')
    await page.getByText('✓ 1 step was taken as asked').waitFor()
    const happened = page.getByRole('region', { name: 'What happened' })
    const asked = happened.locator('.moment:not(.faint) .statement')
    expect(await asked.allTextContents()).toEqual(['implicit begin'])
    const further = happened.locator('.moment.faint .statement')
    expect(await further.allTextContents()).toEqual([
      insert('alice'),
      'implicit commit',
      insert('bob'),
    ])
  })
})
