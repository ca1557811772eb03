import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recording } from '@lab/stage'
import type { HeardClaim } from '@lab/stage/claims'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimProblems } from './claim-problems.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-claims-'))
  writeFileSync(
    join(folder, 'locks.test.ts'),
    "it('sells it once', async () => {})\nit(`holds in all ${orders} orders`, async () => {})\n",
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const verdict = { type: 'verdict', scene: 'sale', way: 'naive', text: '', numbers: {} } as const
const recording: Recording = {
  id: 'locks',
  servers: [],
  headline: ['sale'],
  scenes: {
    sale: { events: [{ ...verdict, claim: 'breaks', observed: 'breaks' }], races: {} },
  },
}
const shownBy = { scene: 'sale', way: 'naive', observed: 'breaks' } as const
const claim: HeardClaim = {
  says: 'A transaction is enough.',
  heard: 'interview answers',
  truth: 'false',
  why: 'It sells twice.',
  shownBy,
}
const eight = Array.from({ length: 8 }, (_, index) => ({ ...claim, says: `Claim ${index}` }))
const problemsOf = (...claims: HeardClaim[]) => claimProblems(claims, { folder, recording })
const problemsWith = (changed: Partial<HeardClaim>) =>
  problemsOf(...eight.slice(1), { ...claim, ...changed })

describe('claimProblems', () => {
  it('finds none when each claim is shown by a verdict or a test', () => {
    expect(problemsOf(...eight)).toEqual([])
    expect(problemsWith({ shownBy: { test: 'locks.test.ts', title: 'sells it once' } })).toEqual([])
  })

  it.each<[string, HeardClaim['shownBy']]>([
    ['the demo has no scene "sail"', { ...shownBy, scene: 'sail' }],
    ['scene "sale" judges naive, not "lock"', { ...shownBy, way: 'lock' }],
    ['in scene "sale", naive breaks', { ...shownBy, observed: 'holds' }],
    ['there is no lock.test.ts', { test: 'lock.test.ts', title: 'sells it once' }],
    [
      'locks.test.ts has no test "sells it twice"',
      { test: 'locks.test.ts', title: 'sells it twice' },
    ],
    [
      'locks.test.ts has no test "holds in all 6 orders"; write its title as the file has it: "holds in all ${orders} orders"',
      { test: 'locks.test.ts', title: 'holds in all 6 orders' },
    ],
  ])('says when what shows a claim is not there or does not agree: %s', (problem, proof) => {
    expect(problemsWith({ shownBy: proof })).toEqual([
      `claim "A transaction is enough.": ${problem}`,
    ])
  })

  it('asks for eight claims, one of them false, each once and with words', () => {
    expect(problemsOf({ ...claim, truth: 'true' })).toEqual([
      'claims.ts must have a claim that is false',
      'claims.ts must have 8 claims or more, received 1',
    ])
    expect(problemsOf(...eight, eight[3]!)).toEqual(['claim "Claim 3" stands twice'])
    expect(problemsWith({ heard: '', why: 'word '.repeat(61) })).toEqual([
      'claim "A transaction is enough.": heard is empty',
      'claim "A transaction is enough.": why must have 60 words at most, received 61',
    ])
  })
})
