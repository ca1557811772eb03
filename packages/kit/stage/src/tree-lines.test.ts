import { describe, expect, it } from 'vitest'
import type { Tree } from './events.ts'
import { lineText } from './line.ts'
import { treeLines } from './tree-lines.ts'

const plan: Omit<Tree, 'type'> = {
  title: 'The plan',
  columns: [
    { name: 'estimated rows' },
    { name: 'actual rows' },
    { name: 'time', unit: 'ms', measured: true },
  ],
  root: {
    label: 'Hash Join',
    detail: ['Hash Cond: (posts.user_id = users.id)'],
    values: [450, 12_000, 0.31],
    children: [
      { label: 'Seq Scan on posts', values: [450, 450, 0.06], children: [] },
      {
        label: 'Hash',
        values: [1, null, null],
        mark: 'estimated 1 row, got 100',
        children: [{ label: 'Seq Scan on users', values: ['?', 100, 0.1], children: [] }],
      },
    ],
  },
}

function drawn(width: number, milliseconds: 'shown' | 'hidden') {
  return treeLines(plan, { width, milliseconds }).map(lineText)
}

describe('treeLines', () => {
  it('draws values in columns, conditions and marks below their node', () => {
    expect(drawn(60, 'shown')).toEqual([
      'The plan',
      '                                     estimated  actual  time',
      '                                          rows    rows  (ms)',
      'Hash Join                                  450  12,000  0.31',
      '│  Hash Cond: (posts.user_id =',
      '│  users.id)',
      '├─ Seq Scan on posts                       450     450  0.06',
      '└─ Hash                                      1',
      '   │  ✗ estimated 1 row, got 100',
      '   └─ Seq Scan on users                      ?     100   0.1',
    ])
  })

  it('leaves out what is measured where times are hidden', () => {
    expect(drawn(60, 'hidden').slice(0, 4)).toEqual([
      'The plan',
      '                                          estimated  actual',
      '                                               rows    rows',
      'Hash Join                                       450  12,000',
    ])
  })

  it('writes values below their node where columns have no room', () => {
    expect(drawn(40, 'shown')).toEqual([
      'The plan',
      'Hash Join',
      '│  estimated rows 450 ·',
      '│  actual rows 12,000 · time 0.31 ms',
      '│  Hash Cond: (posts.user_id = users.id)',
      '├─ Seq Scan on posts',
      '│     estimated rows 450 ·',
      '│     actual rows 450 · time 0.06 ms',
      '└─ Hash',
      '   │  estimated rows 1',
      '   │  ✗ estimated 1 row, got 100',
      '   └─ Seq Scan on users',
      '         estimated rows ? ·',
      '         actual rows 100 · time 0.1 ms',
    ])
  })

  it('draws a tree without columns', () => {
    const root = { label: 'commit', values: [], children: [] }
    const child = { ...root, label: 'tree' }
    const tree = { title: '', columns: [], root: { ...root, children: [child] } }
    expect(treeLines(tree, { width: 40, milliseconds: 'shown' }).map(lineText)).toEqual([
      '',
      'commit',
      '└─ tree',
    ])
  })

  it('keeps two thirds of the width for the text of a deep tree', () => {
    let root: Tree['root'] = { label: 'innermost', values: [], children: [] }
    for (let depth = 0; depth < 49; depth++) root = { label: 'x', values: [], children: [root] }
    const lines = treeLines(
      { title: 'Deep', columns: [], root },
      { width: 40, milliseconds: 'shown' },
    )
    expect(lineText(lines.at(-1)!)).toBe(`${' '.repeat(9)}└─ innermost`)
  })
})
