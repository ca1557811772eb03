import { describe, expect, it } from 'vitest'
import { editDistance, nearestName } from './nearest-name.ts'

const names = ['row-locks', 'isolation-levels', 'n-plus-one']

describe('nearestName', () => {
  it('finds a mistyped name, one of which a part is given, and nothing for another word', () => {
    expect([
      nearestName('row-lokcs', names),
      nearestName('RowLocks', names),
      nearestName('isol', names),
      nearestName('levels', names),
      nearestName('kubernetes', names),
      nearestName('', names),
    ]).toEqual([
      'row-locks',
      'row-locks',
      'isolation-levels',
      'isolation-levels',
      undefined,
      undefined,
    ])
  })
})

describe('editDistance', () => {
  it('counts insertions, deletions and replacements', () => {
    expect([
      editDistance('kitten', 'sitting'),
      editDistance('', 'abc'),
      editDistance('a', 'a'),
    ]).toEqual([3, 3, 0])
  })
})
