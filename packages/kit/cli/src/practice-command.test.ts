import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fixtureRoot, lab } from './lab-process.fixture.ts'
import { command } from './practice-command.ts'
import { createTerminal } from './terminal.fixture.ts'
import type { Terminal } from './terminal.fixture.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

let workspace: ReturnType<typeof temporaryWorkspace>
let terminal: Terminal
let answer: string
beforeEach(() => {
  workspace = temporaryWorkspace()
  const { root } = workspace
  cpSync(join(fixtureRoot, 'packages'), join(root, 'packages'), { recursive: true })
  mkdirSync(join(root, 'practice'))
  for (const file of ['practice/tsconfig.json', 'practice/package.json']) {
    copyFileSync(join(import.meta.dirname, '../../../..', file), join(root, file))
  }
  terminal = createTerminal(root)
  answer = join(root, 'practice/tally.ts')
})
afterEach(() => workspace[Symbol.dispose]())

const kata = 'packages/database/last-ticket/kata/tally'
const solution = () => readFileSync(join(workspace.root, kata, 'solution.ts'), 'utf8')
const problem = () => readFileSync(join(workspace.root, kata, 'problem.ts'), 'utf8')
const progress = () =>
  JSON.parse(readFileSync(join(workspace.root, 'practice/.progress.json'), 'utf8')).tally
const practise = (...args: string[]) => command.run(args, terminal.context)
const passes = `${'Passed.'}\n\n`

describe('lab practice', () => {
  it('copies the problem, judges it at once and again at each save', async () => {
    const ended = practise('last-ticket')
    await terminal.shows('2 visits, 1 counted, in 4 of 6 orders')
    expect(terminal.screen()).toContain(
      'The simplest order that breaks it\norder: alice bob×2 alice',
    )
    expect(readFileSync(answer, 'utf8')).toBe(problem())
    writeFileSync(answer, solution())
    await terminal.shows(passes)
    expect(terminal.screen()).toContain('✓ counts both visits, in every order  2 orders')
    terminal.press('q')
    expect(await ended).toBe(0)
    expect(progress()).toMatchObject({ hints: 0, sawSolution: false })
    expect(progress().passedAt).toMatch(/^\d{4}-/)
  })

  it('judges on a key, says that the answer was deleted, and leaves what has scrolled away', async () => {
    writeFileSync(answer, solution())
    const ended = practise('tally')
    await terminal.shows(passes)
    terminal.press('j')
    await terminal.shows('judging …')
    await terminal.shows(passes)
    rmSync(answer)
    await terminal.shows(
      'practice/tally.ts was deleted. Save it again, or press r for the problem.',
    )
    writeFileSync(answer, problem())
    await terminal.shows('2 visits, 1 counted')
    expect(terminal.screen()).not.toContain('was deleted')
    terminal.press('q')
    expect(await ended).toBe(1)
    expect(terminal.written()).not.toContain('\u001B[3J')
  })

  it('judges and shows an answer with the line ends of Windows as any other', async () => {
    writeFileSync(answer, problem().replaceAll('\n', '\r\n'))
    const ended = practise('tally')
    await terminal.shows('2 visits, 1 counted')
    terminal.press('s', 'y')
    await terminal.shows('await tally.increment()')
    expect(terminal.screen()).not.toContain('\\u000d')
    expect(terminal.screen()).not.toContain('\\r')
    writeFileSync(answer, solution().replaceAll('\n', '\r\n'))
    await terminal.shows(passes)
    terminal.press('q')
    expect(await ended).toBe(0)
  })

  it('gives hints one by one, and the solution only after a question', async () => {
    const ended = practise('tally')
    await terminal.shows('h hint (2 left)')
    terminal.press('h')
    await terminal.shows('Hint 1  What does the second visitor read?')
    terminal.press('h')
    await terminal.shows('Hint 2')
    terminal.press('h', 's')
    await terminal.shows('See the solution before you have passed? y/n')
    terminal.press('n', 's', 'y')
    await terminal.shows('await tally.increment()')
    terminal.press('q')
    expect(await ended).toBe(1)
    expect(progress()).toEqual({ seconds: expect.any(Number), hints: 2, sawSolution: true })
  })

  it('says in which lines the types do not fit, the first of many, although the facts hold', async () => {
    const wrong = Array.from({ length: 30 }, (_, n) => `export const n${n}: number = 'seven'\n`)
    writeFileSync(answer, `${solution()}\n${wrong.join('')}`)
    const ended = practise('tally')
    await terminal.shows(/✗ the types do not fit\n {4}line \d+: Type 'string' is not assignable/)
    expect(terminal.screen()).toMatch(/(?: {4}line .*\n){20} {4}and 10 more/)
    expect(terminal.screen()).not.toContain(passes)
    terminal.press('q')
    expect(await ended).toBe(1)
  })

  it('opens the editor that EDITOR names, arguments included', async () => {
    const script = join(workspace.root, 'editor.sh')
    writeFileSync(script, 'cp "$1" "$2"\n')
    const editor = `/bin/sh ${script} ${join(workspace.root, kata, 'solution.ts')}`
    terminal = createTerminal(workspace.root, { EDITOR: editor })
    const ended = practise('tally')
    await terminal.shows(`Open it in ${editor}? y/n`)
    terminal.press('y')
    await terminal.shows(passes)
    expect(terminal.screen()).toContain('e edit')
    terminal.press('q')
    expect(await ended).toBe(0)
  })

  it('asks before it starts anew, and keeps the answer until then', async () => {
    writeFileSync(answer, solution())
    const ended = practise('tally')
    await terminal.shows(passes)
    terminal.press('r')
    await terminal.shows('Start anew? Your answer stays as a .bak file. y/n')
    terminal.press('y')
    await terminal.shows('2 visits, 1 counted')
    expect(readFileSync(`${answer}.bak`, 'utf8')).toBe(solution())
    terminal.press('q')
    await ended
  })

  it('counts on from the time of the last session', async () => {
    writeFileSync(
      join(workspace.root, 'practice/.progress.json'),
      '{ "tally": { "seconds": 120, "hints": 1 } }',
    )
    const ended = practise('tally')
    await terminal.shows(/02:5\d left/)
    await terminal.shows('Hint 1')
    terminal.press('q')
    await ended
    expect(progress().seconds).toBeGreaterThanOrEqual(120)
  })

  it('interviews: no hints, follow-up questions, and a summary to keep', async () => {
    writeFileSync(answer, solution())
    const ended = practise('tally', '--interview', '--time', '20m')
    await terminal.shows('Our counter is too low.')
    await terminal.shows(passes)
    expect(terminal.screen()).not.toContain('hint')
    expect(terminal.screen()).toMatch(/(19:\d\d|20:00) left {2}j judge {2}f finish {2}q quit/)
    terminal.press('f')
    await terminal.shows('Follow-up 1 of 1  And in PostgreSQL?')
    terminal.press('x')
    await terminal.shows('Did you say that? y/n')
    terminal.press('n')
    expect(await ended).toBe(0)
    const summary = readFileSync(join(workspace.root, 'practice/tally.interview.md'), 'utf8')
    expect(summary).toMatch(/- Passed after 00:\d\d of 20:00, 0 saves\./)
    expect(summary).toContain('- **missed**: And in PostgreSQL?')
  })

  it('lists the katas and judges once without a terminal', async () => {
    const { root } = workspace
    const list = await lab(['practice'], { root })
    expect(list.stdout).toBe('last-ticket\n  · tally   5 min  A tally\n\n0 of 1 passed.\n')
    const failing = await lab(['practice', 'tally'], { root })
    expect([failing.code, failing.stderr]).toEqual([1, ''])
    expect(failing.stdout).toMatch(
      /✗ counts both visits, in every order\n {4}2 visits, 1 counted.*\n\n✗ Not yet\.\n$/,
    )
    writeFileSync(answer, solution())
    const passing = await lab(['practice', 'tally'], { root })
    expect([passing.code, passing.stdout.split('\n').at(-2)]).toEqual([0, '✓ Passed.'])
    // No time was counted.
    expect((await lab(['practice'], { root })).stdout).toMatch(
      /✓ tally .*\(passed\)\n\n1 of 1 passed/,
    )
  })

  it('starts anew with --reset', async () => {
    writeFileSync(answer, solution())
    const { code } = await lab(['practice', 'tally', '--once', '--reset'], { root: workspace.root })
    expect(code).toBe(1)
    expect(existsSync(`${answer}.bak`)).toBe(true)
  })

  it.each([
    [['practice', 'taly'], 'Unknown kata "taly". Did you mean tally?\nThere are: tally'],
    [
      ['practice', 'tally', '--time', 'soon'],
      'Cannot read --time: it must be a whole number from 1 to 1440, received "soon"\nTry: --time 20m',
    ],
    [['practice', 'tally', '--time', '99999999999999999999m'], 'from 1 to 1440'],
    [['practice', 'one', 'two'], 'lab practice takes one kata, received one, two'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await lab(args, { root: workspace.root })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
