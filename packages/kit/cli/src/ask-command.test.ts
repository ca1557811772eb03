import {
  cpSync,
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
const second = 'How do you sell it to three buyers?'

async function answer(question: string, key: string): Promise<void> {
  await terminal.shows(new RegExp(`${RegExp.escape(question)}\\s+Say your answer[^]*$`))
  terminal.press(' ')
  await terminal.shows(/4 easy(?: {2}p proof)? {2}q quit$/)
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

  it('plays the one scene that shows the answer and comes back to the question', async () => {
    using workspace = temporaryWorkspace()
    const folder = join(workspace.root, 'packages/database/proof')
    cpSync(join(fixtureRoot, 'packages/database/last-ticket'), folder, { recursive: true })
    const demo = join(folder, 'demo.ts')
    const played = `import { writeFileSync } from 'node:fs'\nwriteFileSync(import.meta.dirname + '/played', process.argv.slice(2).join(' '))\n`
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
    expect(readFileSync(join(folder, 'played'), 'utf8')).toBe('demo proof --scene row-lock')
  })

  it('offers no proof of an answer that no run shows', async () => {
    const ended = command.run(['last-ticket'], terminal.context)
    await answer(first, '4')
    await terminal.shows(second)
    terminal.press(' ')
    await terminal.shows(/4 easy {2}q quit$/)
    terminal.press('p', 'q')
    expect(await ended).toBe(0)
    expect(terminal.screen()).toContain('find 0 rows.')
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
    expect(Object.keys(JSON.parse(kept('.ask.json')))).toEqual(['last-ticket/answer'])
    expect(kept('.ask.json.unreadable')).toBe('{ "half": ')
  })

  it('prints all questions without a terminal', async () => {
    const { code, stdout } = await lab(['ask', 'last-ticket'])
    expect(code).toBe(0)
    expect(stdout).toBe(
      `last-ticket\n${first}\n\nLet one statement decide, and look at the row count.\n` +
        './lab demo last-ticket --scene row-lock\n\n' +
        `last-ticket\n${second}\n\nIn the same way: the second and the third find 0 rows.\n`,
    )
  })

  it('exports to a pipe', async () => {
    const { code, stdout } = await lab(['ask', 'database', '--export', 'anki'])
    expect([code, stdout.split('\n').length]).toEqual([0, 9])
    expect(stdout).toMatch(/^#separator:tab\n[^]*\nbackend-lab\/last-ticket\/answer\t/)
  })

  it('exports into a file, and replaces one only with --force', async () => {
    const out = join(root, 'cards.txt')
    const exporting = ['ask', 'last-ticket', '--export', 'anki', '--out', out]
    const first = await lab(exporting)
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining(`2 cards in ${out}\n`)])
    const text = readFileSync(out, 'utf8')
    expect(text).toContain('backend-lab/last-ticket/three-buyers\t')
    writeFileSync(out, 'mine')
    const again = await lab(exporting)
    expect([again.code, again.stderr]).toEqual([
      2,
      `Cannot write ${out}: it is there already\nTry: --force, or another --out\n`,
    ])
    expect(readFileSync(out, 'utf8')).toBe('mine')
    expect((await lab([...exporting, '--force'])).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toBe(text)
  })

  it('exports nothing onto a terminal', async () => {
    await expect(command.run(['--export', 'anki', 'database'], terminal.context)).rejects.toThrow(
      'lab ask --export anki writes a file or to a pipe',
    )
  })

  it.each([
    [['--export', 'quizlet', 'database'], '--export must be anki, received "quizlet"'],
    [['--out', 'cards.txt'], '--out and --force go with --export anki'],
    [
      ['--export', 'anki', 'database', '--out', '/no/such/folder/cards.txt'],
      'Cannot write /no/such',
    ],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await lab(['ask', ...args])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  it('refuses an area that does not exist', async () => {
    const { code, stderr } = await lab(['ask', 'databse'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean database?')])
  })
})
