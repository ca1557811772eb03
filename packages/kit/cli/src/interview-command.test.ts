import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from './interview-command.ts'
import { fixtureRoot, lab } from './lab-process.fixture.ts'
import { createTerminal } from './terminal.fixture.ts'
import type { Terminal } from './terminal.fixture.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

let workspace: ReturnType<typeof temporaryWorkspace>
let terminal: Terminal
let answer: string
beforeEach(() => {
  workspace = temporaryWorkspace()
  const { root } = workspace
  const lastTicket = join(fixtureRoot, 'packages/database/last-ticket')
  const other = join(root, 'packages/messaging/first-come')
  cpSync(lastTicket, join(root, 'packages/database/last-ticket'), { recursive: true })
  cpSync(lastTicket, other, { recursive: true })
  rmSync(join(other, 'kata'), { recursive: true })
  mkdirSync(join(root, 'practice'))
  for (const file of ['practice/tsconfig.json', 'practice/package.json']) {
    copyFileSync(join(import.meta.dirname, '../../../..', file), join(root, file))
  }
  terminal = createTerminal(root)
  answer = join(root, 'practice/tally.ts')
})
afterEach(() => workspace[Symbol.dispose]())

const solution = () =>
  readFileSync(join(workspace.root, 'packages/database/last-ticket/kata/tally/solution.ts'), 'utf8')
const standing = () => 0
const minuteMs = 60_000

/** A clock that has left the time for questions behind after its first look. */
function atTheKata(): () => number {
  let looks = 0
  return () => (looks++ === 0 ? 0 : 11 * minuteMs)
}

/** Presses Enter for the answer, then the grade. */
async function answerCard(place: string, grade: string): Promise<void> {
  await terminal.shows(new RegExp(`${place} · first-come[^]*press Enter\\. {2}q end$`))
  terminal.press('x', '\r')
  await terminal.shows(new RegExp(`${place} ·[^]*4 easy {2}q end$`))
  terminal.press(grade)
}

describe('lab interview', () => {
  it('asks, gives the kata, asks on, and says what to read next', async () => {
    const ended = run(['--minutes', '20', '--seed', '7'], terminal.context, standing)
    await terminal.shows('20 minutes: 2 questions, a kata of 5 minutes. Seed 7.')
    await answerCard('1 of 2', '1')
    await answerCard('2 of 2', '4')
    await terminal.shows('20:00 left. Enter opens it in practice/tally.ts.')
    terminal.press('\r')
    await terminal.shows('Our counter is too low.')
    await terminal.shows(/(19:\d\d|20:00) left {2}j judge {2}f finish {2}q quit/)
    writeFileSync(answer, solution())
    await terminal.shows('Passed.\n\n')
    terminal.press('f')
    await terminal.shows('Follow-up 1 of 1  And in PostgreSQL?')
    terminal.press('x')
    await terminal.shows('Did you say that? y/n')
    terminal.press('n')
    expect(await ended).toBe(0)
    const summary = terminal.screen().slice(terminal.screen().indexOf('Ended after'))
    expect(summary).toContain(
      'Ended after 00:00 of 20:00.\n\n2 questions: 1 missed, 1 easy\n  missed  ',
    )
    expect(summary).toMatch(
      /Kata tally: passed after 00:\d\d, 1 save\n {2}missed {2}And in Postgre/,
    )
    expect(summary).toContain('Read next\n  first-come\n    ./lab demo first-come')
    expect(summary).toContain('  last-ticket\n    ./lab ask last-ticket --all\n')
    expect(summary).toContain('./lab interview --minutes 20 --seed 7\n')
  })

  it('shows an answer after Enter only', async () => {
    const ended = run(['messaging', '--minutes', '20'], terminal.context, standing)
    await terminal.shows(/press Enter\. {2}q end$/)
    terminal.press('x', '3', 'q')
    await ended
    expect(terminal.screen()).not.toMatch(/Let one statement decide|find 0 rows/)
    expect(terminal.screen()).toContain('No question was answered.')
  })

  it('leaves the kata its time: questions end when only that is left', async () => {
    let passedMs = 0
    const ended = run(['--minutes', '20'], terminal.context, () => passedMs)
    await terminal.shows('1 of 2')
    passedMs = 11 * minuteMs
    await answerCard('1 of 2', '3')
    await terminal.shows('The time for questions is over.')
    await terminal.shows('09:00 left. Enter opens it')
    terminal.press('q')
    await ended
    expect(terminal.screen()).toContain('Ended after 11:00 of 20:00.\n\n1 question: 1 good\n')
  })

  it('ends with the summary until then when it is stopped', async () => {
    const stop = new AbortController()
    const context = { ...terminal.context, signal: stop.signal }
    const ended = run(['--minutes', '20'], context, standing)
    await answerCard('1 of 2', '2')
    await terminal.shows('2 of 2')
    stop.abort()
    await ended
    expect(terminal.screen()).toMatch(
      /1 question: 1 hard\n {2}hard {4}\w[^]*Read next\n {2}first-come/,
    )
  })

  it('ends with the summary when it is stopped during the kata', async () => {
    const stop = new AbortController()
    const context = { ...terminal.context, signal: stop.signal }
    const ended = run(['last-ticket', '--minutes', '20'], context, atTheKata())
    await terminal.shows('Enter opens it')
    terminal.press('\r')
    await terminal.shows('2 visits, 1 counted')
    stop.abort()
    await ended
    expect(terminal.screen()).toContain(
      'No question was answered.\n\nKata tally: not passed after 00:0',
    )
    expect(terminal.screen()).toContain('  broken  counts both visits')
    expect(terminal.screen()).toContain('  last-ticket\n    ./lab practice tally\n')
  })

  it('asks before it puts an answer from before aside', async () => {
    writeFileSync(answer, solution())
    const ended = run(['last-ticket', '--minutes', '20'], terminal.context, atTheKata())
    await terminal.shows('Enter opens it')
    terminal.press('\r')
    await terminal.shows('Begin with the problem? It stays as a .bak file.  y/n')
    terminal.press('y')
    await terminal.shows('2 visits, 1 counted')
    terminal.press('q')
    await ended
    expect(readFileSync(`${answer}.bak`, 'utf8')).toBe(solution())
  })

  it('asks the same questions of the same areas and concepts with the same seed', async () => {
    const first = async () => {
      terminal = createTerminal(workspace.root)
      const ended = run(['messaging', 'last-ticket', '--seed', '3'], terminal.context, standing)
      await terminal.shows(/press Enter\. {2}q end$/)
      terminal.press('q')
      await ended
      return terminal.screen()
    }
    expect(await first()).toBe(await first())
  })

  it.each([
    [['interview'], 'lab interview needs a terminal\nTry: lab ask --list, or lab practice'],
    [['interview', 'messging'], 'Unknown area or concept "messging". Did you mean messaging?'],
    [['interview', '--minutes', '4'], 'must be a whole number from 5 to 240, received "4"'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await lab(args, { root: workspace.root })
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
