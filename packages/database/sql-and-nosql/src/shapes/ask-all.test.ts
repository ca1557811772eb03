import { beforeAll, describe, expect, it } from 'vitest'
import { shapes } from '../fill-catalogue.ts'
import type { ShapeName } from '../fill-catalogue.ts'
import { askAll } from './ask-all.ts'
import type { MeasuredAnswer } from './ask-all.ts'
import { violationOf } from './violation-of.ts'

let answers: MeasuredAnswer[]
beforeAll(async () => {
  answers = await askAll()
})

const of = (shape: ShapeName) => answers.filter((answer) => answer.shape === shape)
const costs = (shape: ShapeName) =>
  of(shape).map(({ statements, rows, blocks }) => [statements, rows, blocks])

describe('askAll', () => {
  it('gets the same answer from every shape', () => {
    const expected = of('relational').map(({ question, answer }) => [question, answer])
    for (const shape of Object.keys(shapes) as ShapeName[])
      expect(of(shape).map(({ question, answer }) => [question, answer])).toEqual(expected)
  })

  it('gets answers that say something', () => {
    const [page, listing, average, together, renamed] = of('relational').map(({ answer }) => answer)
    expect(page).toMatchObject({ name: 'Product 777', brand: 'Brand 28' })
    expect(page).toMatchObject({ path: ['Category 1', 'Category 5', expect.any(String)] })
    expect([listing, together].map((ids) => (ids as number[]).length)).toEqual([77, 12])
    expect(average).toMatch(/^[1-5]\.\d{6}$/)
    const brands = (renamed as { brand: string }[]).map(({ brand }) => brand)
    expect(brands).toEqual(['Newton', 'Newton', 'Brand 29'])
  })
})

describe('relational', () => {
  it('joins for a page, and renames in one row', () => {
    expect(costs('relational')).toEqual([
      [1, 1, 21],
      [1, 77, 9],
      [1, 1, 85],
      [1, 12, 13],
      [1, 1, 4],
    ])
    expect(violationOf(answers, 'relational')).toBeUndefined()
  })
})

describe('documents', () => {
  it('reads a page in 3 blocks, and renames in 40 documents', () => {
    expect(costs('documents')).toEqual([
      [1, 1, 3],
      [1, 77, 44],
      [1, 1, 42],
      [1, 12, 12],
      [1, 40, 500],
    ])
    expect(violationOf(answers, 'documents')).toBe('a rename changes 40 rows')
  })
})

describe('keyValue', () => {
  it('sends a second statement where one value names the next', () => {
    expect(costs('key-value')).toEqual([
      [2, 4, 9],
      [1, 1, 3],
      [2, 41, 69],
      [2, 4, 12],
      [2, 2, 18],
    ])
    expect(violationOf(answers, 'key-value')).toBe('4 questions are more than one statement')
  })
})

describe('wideRows', () => {
  it('reads one partition for each question that was foreseen', () => {
    expect(costs('wide-rows')).toEqual([
      [1, 11, 4],
      [1, 77, 5],
      [1, 1, 7],
      [2, 12, 16],
      [2, 80, 500],
    ])
    expect(violationOf(answers, 'wide-rows')).toBe(
      '2 questions are more than one statement, and a rename changes 40 rows',
    )
  })
})

describe('graph', () => {
  it('reads the fewest blocks for two steps, and looks up 160 reviews one by one', () => {
    expect(costs('graph')).toEqual([
      [1, 1, 64],
      [1, 77, 34],
      [1, 1, 564],
      [1, 12, 9],
      [1, 1, 15],
    ])
    expect(violationOf(answers, 'graph')).toBeUndefined()
  })
})
