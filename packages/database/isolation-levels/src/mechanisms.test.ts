import { describe, expect, it } from 'vitest'
import type { Cell } from './measure-cell.ts'
import { howPrevented, mechanismsOf } from './mechanisms.ts'

const quiet: Cell = {
  anomaly: 'dirty-write',
  level: 'read committed',
  orders: 20,
  happens: 0,
  waits: 0,
  aborts: {},
  aborted: 0,
  reads: false,
  simplest: undefined,
  exhaustive: true,
  preemptions: undefined,
  runs: 4,
}

describe('mechanismsOf', () => {
  it('names waits and each SQLSTATE that the orders show', () => {
    const cell = { ...quiet, waits: 14, aborts: { '40P01': 4, '40001': 10 }, reads: true }
    expect(mechanismsOf(cell)).toEqual(['waits', 'aborts 40001', 'aborts 40P01'])
  })

  it('names a snapshot where a transaction reads and none fails', () => {
    expect(mechanismsOf({ ...quiet, reads: true })).toEqual(['snapshot'])
    expect(mechanismsOf({ ...quiet, reads: true, waits: 3 })).toEqual(['waits', 'snapshot'])
    expect(mechanismsOf({ ...quiet, reads: true, aborts: { '40001': 1 } })).toEqual([
      'aborts 40001',
    ])
  })
})

describe('howPrevented', () => {
  it('takes what a weaker level does without as not needed', () => {
    const occurs = { ...quiet, happens: 5, waits: 9 }
    const weak = { ...quiet, waits: 14 }
    const strong = { ...quiet, waits: 14, aborts: { '40001': 14 } }
    expect(howPrevented([occurs, weak, strong], strong)).toEqual({
      by: ['waits'],
      also: ['aborts 40001'],
    })
    expect(howPrevented([occurs, strong], strong)).toEqual({
      by: ['waits', 'aborts 40001'],
      also: [],
    })
  })
})
