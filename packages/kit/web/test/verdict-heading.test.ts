import type { Verdict } from '@lab/stage'
import { describe, expect, it } from 'vitest'
import { tableAtLevel, verdictAtLevel } from '../page/src/verdict-at-level.ts'
import { verdictHeading } from '../page/src/verdict-heading.ts'

const verdict = (claim: Verdict['claim'], promise?: string): Verdict => ({
  type: 'verdict',
  scene: 'sale',
  way: 'row-lock',
  claim,
  observed: 'holds',
  text: '',
  numbers: {},
  ...(promise && { promise }),
})
const promise = 'one ticket is sold once'

describe('verdictHeading', () => {
  it.each([
    ['holds', '✓ holds, as claimed: one ticket is sold once'],
    ['breaks', '✓ holds, not as claimed (claimed: breaks): one ticket is sold once'],
  ] as const)('names the promise, claimed: %s', (claim, text) => {
    expect(verdictHeading(verdict(claim, promise))).toBe(text)
  })

  it('says nothing more of a verdict without a promise', () => {
    expect(verdictHeading(verdict('holds'))).toBe('✓ holds, as claimed')
  })
})

describe('verdictAtLevel', () => {
  const found = (outcomes?: Verdict['outcomes']) =>
    verdictAtLevel({ observed: 'breaks', promise, ...(outcomes && { outcomes }) }, 'serializable')

  it('counts an error to retry as no loss', () => {
    expect(found({ holds: 12, 'serialization failure': 80 })).toEqual({
      kind: 'holds',
      heading: '✓ holds at serializable: one ticket is sold once',
      text: 'None of 92 orders breaks it. In 80 a transaction fails with 40001 and must be run again.',
    })
  })

  it('counts losses beside errors to retry', () => {
    expect(found({ breaks: 1_000, deadlock: 3, 'serialization failure': 2 })).toEqual({
      kind: 'breaks',
      heading: '✗ breaks at serializable: one ticket is sold once',
      text: '1,000 of 1,005 orders break it. In 2 a transaction fails with 40001, in 3 a transaction fails with 40P01 and must be run again.',
    })
  })

  it('has what the run says of what is no race', () => {
    expect(found()).toMatchObject({ kind: 'breaks', text: undefined })
  })
})

describe('tableAtLevel', () => {
  const table = {
    type: 'table',
    title: 'One ticket is sold once',
    columns: ['way', 'promise', 'orders', 'broken', 'price'],
    rows: [
      ['read-then-write', '✗ breaks', 92, 80, 'the ticket is sold twice'],
      ['queue', '✓ holds', '', '', 'a queue'],
    ] as (string | number)[][],
  } as const

  it('shows what this run found of each way, and no price of the recorded one', () => {
    const outcomes = [{ holds: 12, 'serialization failure': 80 }, null]
    const { columns, rows } = tableAtLevel(
      { ...table, columns: [...table.columns], outcomes },
      'serializable',
    )
    expect([columns, ...rows]).toEqual([
      ['way', 'promise at serializable', 'orders', 'broken', 'to run again'],
      ['read-then-write', '✓ holds', 92, 0, 80],
      ['queue', '', '', '', ''],
    ])
  })

  it('leaves a table of anything else as it is', () => {
    const plain = { ...table, columns: [...table.columns] }
    expect(tableAtLevel(plain, 'serializable')).toBe(plain)
  })
})
