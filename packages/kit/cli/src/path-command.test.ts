import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { questionCards } from './ask/cards.ts'
import { openMemory } from './ask/memory.ts'
import { fixtureRoot, lab } from './lab-process.fixture.ts'
import { run } from './path-command.ts'
import { openProgress } from './practice/progress.ts'
import { createTerminal } from './terminal.fixture.ts'
import { requireConcept } from './workspace-concepts.ts'
import { temporaryWorkspace } from './workspace.fixture.ts'

let workspace: ReturnType<typeof temporaryWorkspace>
let root: string
beforeEach(() => {
  workspace = temporaryWorkspace()
  root = workspace.root
  const other = join(root, 'packages/database/first-come')
  for (const folder of [join(root, 'packages/messaging/last-ticket'), other]) {
    cpSync(join(fixtureRoot, 'packages/database/last-ticket'), folder, { recursive: true })
  }
  rmSync(join(other, 'kata'), { recursive: true })
  const manifest = JSON.parse(readFileSync(join(other, 'package.json'), 'utf8'))
  manifest.lab.after = ['last-ticket']
  writeFileSync(join(other, 'package.json'), JSON.stringify(manifest))
})
afterEach(() => workspace[Symbol.dispose]())

const today = new Date('2026-01-01T12:00:00Z')
const inHalfAYear = new Date('2026-07-01T12:00:00Z')

function pathAt(now: Date, columns = 80, ...args: string[]): string[] {
  const { context, screen } = createTerminal(root)
  context.stdout.columns = columns
  expect(run(args, context, now)).toBe(0)
  return screen().split('\n')
}

function learnLastTicket(): void {
  openProgress(root).pass('tally', 180)
  const memory = openMemory(root)
  for (const card of questionCards(requireConcept(root, 'last-ticket'))) memory.rate(card, 4, today)
}

const next = (id: string) => [
  `Next: ${id}`,
  'Two buyers see one ticket left. How do you sell it once?',
  '',
  `  ./lab demo ${id}`,
  `  ./lab ask ${id}`,
]

describe('lab path', () => {
  it('begins with what others build on, and says how long each takes', () => {
    expect(pathAt(today)).toEqual([
      '0 of 2 concepts done. The rest takes about 17 minutes.',
      '',
      '1 · last-ticket   11 min  kata 0/1  questions 0/2',
      '2 · first-come     6 min            questions 0/2',
      '',
      ...next('last-ticket'),
      '  ./lab practice tally',
      '',
    ])
  })

  it('takes two lines for a concept where there is little room', () => {
    const lines = pathAt(today, 40)
    expect(lines.slice(0, 7)).toEqual([
      '0 of 2 concepts done. The rest takes',
      'about 17 minutes.',
      '',
      '1 · last-ticket',
      '    11 min, kata 0/1, questions 0/2',
      '2 · first-come',
      '    6 min, questions 0/2',
    ])
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40)
  })

  it('marks what is done, and goes on with the next', () => {
    learnLastTicket()
    expect(pathAt(today)).toEqual([
      '1 of 2 concepts done. The rest takes about 6 minutes.',
      '',
      '1 ✓ last-ticket   11 min  kata 1/1  questions 2/2',
      '2 · first-come     6 min            questions 0/2',
      '',
      ...next('first-come'),
      '',
    ])
  })

  it('says what is due again, and that a missed question is known no more', () => {
    learnLastTicket()
    expect(pathAt(inHalfAYear)).toContain('2 questions are due again: ./lab ask')
    expect(pathAt(inHalfAYear)[2]).toBe(
      '1 ✓ last-ticket   11 min  kata 1/1  questions 2/2    2 due',
    )
    const [card] = questionCards(requireConcept(root, 'last-ticket'))
    openMemory(root).rate(card!, 1, inHalfAYear)
    expect(pathAt(inHalfAYear)[2]).toBe(
      '1 · last-ticket   11 min  kata 1/1  questions 1/2    1 due',
    )
  })

  it('writes one concept a line with --json, of an area too', () => {
    learnLastTicket()
    const steps = pathAt(today, 80, '--json', 'messaging').filter(Boolean)
    expect(steps.map((step) => JSON.parse(step))).toEqual([
      {
        id: 'last-ticket',
        area: 'messaging',
        title: 'The last ticket',
        question: 'Two buyers see one ticket left. How do you sell it once?',
        minutes: 11,
        katas: [{ id: 'tally', isPassed: true }],
        cards: 2,
        known: 2,
        due: 0,
        isDone: true,
      },
    ])
  })

  it('refuses an area that does not exist', async () => {
    const { code, stderr } = await lab(['path', 'databse'], { root })
    expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean database?')])
  })
})
