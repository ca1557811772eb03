import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../open-database.ts'
import type { Database } from '../open-database.ts'
import { checkIsTrue } from './check-is-true.ts'
import { checkNotValid } from './check-not-valid.ts'
import { checkOfValue } from './check-of-value.ts'
import { noCheck } from './no-check.ts'
import { notNullColumn } from './not-null-column.ts'
import { requiresEnergyClass } from './requires-energy-class.ts'
import type { Requirement } from './requires-energy-class.ts'
import { rowPerAttribute } from './row-per-attribute.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db[Symbol.asyncDispose]())

/** Missing, wrong and right class; old products without one, and the change of an old one. */
async function enforced(requirement: Requirement) {
  const found = await requiresEnergyClass(db, requirement)
  return [found.missing, found.wrong, found.right, found.oldWithout, found.oldTouched]
}

describe('notNullColumn', () => {
  it('refuses a missing and a wrong class, and fills the old rows', async () => {
    expect(await enforced(notNullColumn)).toEqual(['23502', '23514', 'accepted', 0, 'accepted'])
  })
})

describe('noCheck', () => {
  it('accepts everything', async () => {
    expect(await enforced(noCheck)).toEqual(['accepted', 'accepted', 'accepted', 2, 'accepted'])
  })
})

describe('checkOfValue', () => {
  it('refuses a wrong class, and accepts a document without the key', async () => {
    expect(await enforced(checkOfValue)).toEqual(['accepted', '23514', 'accepted', 0, 'accepted'])
  })
})

describe('checkIsTrue', () => {
  it('refuses a missing and a wrong class', async () => {
    expect(await enforced(checkIsTrue)).toEqual(['23514', '23514', 'accepted', 0, 'accepted'])
  })
})

describe('checkNotValid', () => {
  it('leaves old documents without a class, and refuses another change of them', async () => {
    expect(await enforced(checkNotValid)).toEqual(['23514', '23514', 'accepted', 2, '23514'])
  })
})

describe('rowPerAttribute', () => {
  it('refuses a wrong class, and cannot ask for a row that is not there', async () => {
    expect(await enforced(rowPerAttribute)).toEqual([
      'accepted',
      '23514',
      'accepted',
      0,
      'accepted',
    ])
  })
})
