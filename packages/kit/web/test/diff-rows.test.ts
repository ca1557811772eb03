import { describe, expect, it } from 'vitest'
import { diffRows, unifiedRows } from '../page/src/diff-rows.ts'
import type { DiffLine } from '../page/src/diff-rows.ts'

const line = (one: DiffLine | undefined) => one && `${one.number} ${one.text}`
const beside = (left: string, right: string) =>
  diffRows(left, right).map((row) => [line(row.left), row.isSame ? '=' : '|', line(row.right)])

describe('diffRows', () => {
  it('puts what was there beside what is there instead', () => {
    expect(beside('begin\nread\nwrite\nend\n', 'begin\nlock\nend\n')).toEqual([
      ['1 begin', '=', '1 begin'],
      ['2 read', '|', '2 lock'],
      ['3 write', '|', undefined],
      ['4 end', '=', '3 end'],
    ])
  })

  it('has no differences in a text that only ends otherwise', () => {
    expect(beside('one\n\ntwo', 'one\n\ntwo\n\n')).toEqual([
      ['1 one', '=', '1 one'],
      ['2 ', '=', '2 '],
      ['3 two', '=', '3 two'],
    ])
  })

  it('adds everything to an empty text', () => {
    expect(beside('', 'one\ntwo')).toEqual([
      ['1 ', '|', '1 one'],
      [undefined, '|', '2 two'],
    ])
  })
})

describe('unifiedRows', () => {
  it('has what is removed before what is added, as often as that happens', () => {
    const rows = unifiedRows(diffRows('a\nb\nsame\nc', 'A\nB\nsame\nC\nD'))
    expect(rows.map(({ sign, left, right }) => `${sign} ${line(left ?? right)}`)).toEqual([
      'removed 1 a',
      'removed 2 b',
      'added 1 A',
      'added 2 B',
      'same 3 same',
      'removed 4 c',
      'added 4 C',
      'added 5 D',
    ])
  })
})
