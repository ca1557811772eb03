import { spawn, spawnSync } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import express from 'express'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBrowser } from './connect-browser.ts'
import { openPage } from './open-page.ts'

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))
const repository = fileURLToPath(new URL('../../../../', import.meta.url))
// As the address of a page says it.
const base = realpathSync(mkdtempSync(join(tmpdir(), 'lab-site-')))
const folder = join(base, 'site')

interface Typed {
  cwd?: string
  env?: Record<string, string>
}

// As a person runs it, not as a test: that one would ask for containers first, and say so.
const environment = (env: Typed['env']) => ({ ...process.env, VITEST: undefined, ...env })

/** Exports as the README says, by a folder that is relative to where a person is. */
function exportTo(where: string, { cwd = base, env }: Typed = {}) {
  const command = [program, 'web', '--export', where, '--concept', 'row-locks']
  return spawnSync(process.execPath, command, { cwd, env: environment(env), encoding: 'utf8' })
}

let browser: Browser
let exported: ReturnType<typeof exportTo>
beforeAll(async () => {
  exported = exportTo('site')
  browser = await connectBrowser()
})
afterAll(async () => {
  await browser.close()
  rmSync(base, { recursive: true })
})

const file = () => pathToFileURL(join(folder, 'index.html')).href

describe('an exported site', () => {
  it('says what it does, and where it is', () => {
    const { status, stdout, stderr } = exported
    expect([status, stderr]).toEqual([0, 'recording row-locks\nbuilding the page\n'])
    expect(stdout).toContain(join(folder, 'index.html'))
  })

  it('has the order of learning, and not what was learned on this machine', () => {
    const catalogue = readFileSync(join(folder, 'data', 'catalogue.js'), 'utf8')
    expect(catalogue).toMatch(/"path":\[\{"id":"row-locks","minutes":\d+\}\]/)
  })

  it('is a few files with no address of this machine', () => {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(names.toSorted()).toEqual([
      'data',
      join('data', 'catalogue.js'),
      join('data', 'claims.js'),
      join('data', 'concept-row-locks.js'),
      join('data', 'deck.js'),
      'icon.svg',
      'index.html',
      'page.css',
      'page.js',
    ])
    for (const name of names.filter((each) => each !== 'data')) {
      const text = readFileSync(join(folder, name), 'utf8')
      expect(text).not.toMatch(/127\.0\.0\.1|localhost/)
      expect(text).not.toContain(repository)
    }
  })

  it('plays from plain files', async () => {
    await using opened = await openPage(browser, file())
    const { page } = opened
    await page.getByText('The last ticket is sold twice: 80 of 92 orders break').waitFor()
    await page.getByRole('link', { name: 'Row locks' }).click()
    await page.getByRole('link', { name: 'select ... for update', exact: true }).click()
    await page.getByRole('link', { name: 'Map of orders: row-lock/twoBuyers' }).waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.keyboard.press('End')
    await page.locator('.verdict').waitFor()
    expect(await page.locator('.verdict').textContent()).toContain('two buyers orders36')
  })

  it('has the map of orders, and each of them to be played', async () => {
    await using opened = await openPage(browser, file())
    const { page } = opened
    await page.goto(`${file()}#/row-locks/read-then-write/read-then-write%2FtwoBuyers/map`)
    const cells = page.getByRole('listbox', { name: '92 orders' })
    await cells.getByRole('option', { name: 'breaks: alice×2 bob×5 alice×3' }).click()
    await page.getByRole('button', { name: 'To the end' }).click()
    const timeline = page.getByRole('region', { name: /^Timeline of alice×2 bob×5/ })
    expect(await timeline.textContent()).toContain('✗ 1 ticket, 2 sold, 0 left')
  })

  it('asks what is said of it without a server, and leads to the run', async () => {
    await using opened = await openPage(browser, `${file()}#/claims/quiz/row-locks?seed=7`)
    const { page } = opened
    await page.getByText('1 of 10 · row-locks').waitFor()
    for (let asked = 0; asked < 10; asked++) {
      await page.keyboard.press('f')
      await page.locator('.result').waitFor()
      await page.keyboard.press('ArrowRight')
    }
    await page.getByRole('heading', { name: /^\d+ of 10 right\.$/ }).waitFor()
    await page.goto(`${file()}#/row-locks`)
    const said = page.getByRole('region', { name: 'What is said' })
    await said.getByText('“Reading with select for update prevents the double sale.”').click()
    await said.getByRole('link', { name: 'See the run: row-lock' }).first().click()
    await page.getByRole('button', { name: 'To the end' }).click()
    expect(await page.locator('.verdict').textContent()).toContain('✓ holds, as claimed')
  })

  it('says where one can practise, and brings no editor', async () => {
    await using opened = await openPage(browser, file())
    const { page } = opened
    await page.getByRole('link', { name: 'Practice', exact: true }).click()
    await page.getByText('it judges no answer and shows none').waitFor()
    expect(await page.getByRole('main').getByText('./lab web', { exact: true }).count()).toBe(1)
    expect(readFileSync(join(folder, 'page.js'), 'utf8')).not.toContain('cm-editor')
  })

  it('loads no script that only an address names', async () => {
    writeFileSync(join(base, 'elsewhere.js'), "document.title = 'taken over'\n")
    await using opened = await openPage(browser, file())
    const { page } = opened
    await page.getByRole('heading', { name: 'Backend Lab' }).waitFor()
    await page.goto(`${file()}#/${encodeURIComponent('x/../../../elsewhere')}`)
    await expect
      .poll(() => page.getByRole('alert').allTextContents())
      .toEqual(['There is no such page'])
    expect(await page.title()).toBe('Backend Lab')
    rmSync(join(base, 'elsewhere.js'))
  })

  it.each(['constructor', '__proto__'])('has no race %s', async (race) => {
    await using opened = await openPage(browser, `${file()}#/row-locks/row-lock/${race}/map`)
    const alert = opened.page.getByRole('alert')
    await expect.poll(() => alert.allTextContents()).toEqual(['✗ There is no such race'])
  })

  it('plays from any folder of a static host', async () => {
    const server = express().use('/deep/in/a/site', express.static(folder)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await using opened = await openPage(browser, `http://127.0.0.1:${port}/deep/in/a/site/`)
    await opened.page.getByRole('link', { name: 'Row locks' }).click()
    const question = opened.page.locator('.question')
    expect(await question.textContent()).toContain('the last ticket')
    // The last file that this page loads.
    await opened.page.getByRole('region', { name: 'What is said' }).waitFor()
    server.close()
  })

  it.each([
    ['over something else', 'site', 'it must be empty\nTry: another folder'],
    ['over it by its whole name', folder, 'it must be empty\nTry: another folder'],
    ['without a folder', '', "received ''\nTry: lab web --export site"],
    ['where nothing can be written', '/proc/x', 'Cannot export to /proc/x: it cannot be written'],
  ])('is not written %s, and nothing is recorded', (_, where, reason) => {
    const before = readdirSync(base)
    const { status, stderr } = exportTo(where)
    expect(status).toBe(2)
    expect(stderr).toContain(reason)
    expect(stderr).not.toContain('recording')
    expect(readdirSync(base)).toEqual(before)
  })

  it('goes where `pnpm web` was typed, which runs it in the folder of the workspace', () => {
    const env = { npm_lifecycle_event: 'web', INIT_CWD: base }
    const { stderr } = exportTo('site', { cwd: repository, env })
    expect(stderr).toContain(`Cannot export to ${folder}: it must be empty`)
  })

  it('is not there when its servers cannot be had', () => {
    const env = { LAB_SERVERS: '', DATABASE_URL: 'postgres://lab@127.0.0.1:1/lab' }
    const { status, stderr } = exportTo('unserved', { env })
    expect([status, stderr.split('\n')[0]]).toEqual([2, 'recording row-locks'])
    expect(readdirSync(base)).toEqual(['site'])
  })

  it('is not there when it is given up', async () => {
    const command = [program, 'web', '--export', 'given-up', '--concept', 'row-locks']
    const child = spawn(process.execPath, command, {
      cwd: base,
      env: environment({}),
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    const exited = once(child, 'exit')
    await once(child.stderr, 'data')
    child.kill('SIGINT')
    expect(await exited).toEqual([130, null])
    expect(readdirSync(base)).toEqual(['site'])
  })
})
