import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command } from './ask-command.ts'
import { fixtureRoot, lab } from './lab-process.fixture.ts'
import { createTerminal } from './terminal.fixture.ts'
import type { Terminal } from './terminal.fixture.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

let root: string
let terminal: Terminal
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lab-ask-'))
  symlinkSync(join(fixtureRoot, 'packages'), join(root, 'packages'))
  terminal = createTerminal(root)
})
afterEach(() => rmSync(root, { recursive: true }))

const first = 'Two buyers see one ticket left. How do you sell it once?'
const second = 'And with three buyers?'

async function answer(question: string, key: string): Promise<void> {
  await terminal.shows(new RegExp(`${RegExp.escape(question)}\\s+Say your answer[^]*$`))
  terminal.press(' ')
  await terminal.shows(/p proof {2}q quit$/)
  terminal.press(key)
}

describe('lab ask', () => {
  it('shows the answer after a key, and asks once more what was missed', async () => {
    const ended = command.run(['last-ticket'], terminal.context)
    await answer(first, '1')
    await terminal.shows('missed, comes back in 1 minute')
    expect(terminal.screen()).toContain('Let one statement decide, and look at the row count.')
    await answer(second, '4')
    await answer(`3 of 3 · last-ticket\n${first}`, '3')
    expect(await ended).toBe(0)
    await terminal.shows('3 answered, 1 missed. The next one is due in ')
  })

  it('does not ask again what is not due', async () => {
    const ended = command.run(['database'], terminal.context)
    await answer(first, '4')
    await answer(second, '4')
    await ended
    const again = createTerminal(root)
    await command.run(['database'], again.context)
    expect(again.screen()).toMatch(
      /^Nothing is due\. The next one is due in \d+ days\.\nTry: lab ask --all\n$/,
    )
  })

  it('plays the proof and comes back to the question', async () => {
    using workspace = temporaryWorkspace()
    const folder = join(workspace.root, 'packages/database/proof')
    cpSync(join(fixtureRoot, 'packages/database/last-ticket'), folder, { recursive: true })
    const demo = join(folder, 'demo.ts')
    const played = `import { writeFileSync } from 'node:fs'\nwriteFileSync(import.meta.dirname + '/played', '')\n`
    writeFileSync(demo, `${played}${readFileSync(demo, 'utf8')}`)
    const other = createTerminal(workspace.root, { ...process.env, LAB_ROOT: workspace.root })
    const ended = command.run(['proof'], other.context)
    await other.shows('Say your answer')
    other.press('x')
    await other.shows('p proof')
    other.press('p')
    await other.shows(/p proof[^]*p proof/)
    other.press('q')
    expect(await ended).toBe(0)
    expect(existsSync(join(folder, 'played'))).toBe(true)
  })

  it('puts aside a memory that cannot be read', async () => {
    mkdirSync(join(root, 'practice'))
    writeFileSync(join(root, 'practice/.ask.json'), '{ "half": ')
    const ended = command.run(['last-ticket'], terminal.context)
    await answer(first, '3')
    await terminal.shows('good, comes back in 10 minutes')
    terminal.press('q')
    await ended
    const kept = (name: string) => readFileSync(join(root, 'practice', name), 'utf8')
    expect(Object.keys(JSON.parse(kept('.ask.json')))).toEqual([`last-ticket: ${first}`])
    expect(kept('.ask.json.unreadable')).toBe('{ "half": ')
  })

  it('prints all questions where nobody can press a key', async () => {
    const { code, stdout } = await lab(['ask', 'last-ticket'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `last-ticket\n${first}\n\nLet one statement decide, and look at the row count.\n\n` +
        `last-ticket\n${second}\n\nThe same: the second and the third find 0 rows.\n`,
    )
  })

  it('refuses an area that does not exist', async () => {
    const { code, stderr } = await lab(['ask', 'databse'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean database?')])
  })
})
