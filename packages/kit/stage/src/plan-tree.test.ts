import { describe, expect, it } from 'vitest'
import { lineText } from './line.ts'
import { planTree } from './plan-tree.ts'
import { treeLines } from './tree-lines.ts'

const ran = (rows: number, actual: number, loops = 1, hit = 3, read = 0) => ({
  'Plan Rows': rows,
  'Actual Rows': actual,
  'Actual Loops': loops,
  'Actual Total Time': 0.25,
  'Shared Hit Blocks': hit,
  'Shared Read Blocks': read,
})

// What PostgreSQL 18.4 answers, without the fields that are not drawn.
const plan = {
  'Node Type': 'Limit',
  ...ran(10, 10, 1, 8),
  Plans: [
    {
      'Node Type': 'Nested Loop',
      'Join Type': 'Left',
      ...ran(45_000, 10, 1, 8),
      Plans: [
        {
          'Node Type': 'Index Scan',
          'Index Name': 'users_pkey',
          'Relation Name': 'users',
          Alias: 'author',
          'Index Cond': '(id > 7)',
          ...ran(5_000, 9),
        },
        {
          'Node Type': 'Sort',
          'Sort Key': ['posts.id', 'posts.title'],
          ...ran(4, 4.5, 9, 5),
          Plans: [
            {
              'Node Type': 'Bitmap Heap Scan',
              'Relation Name': 'posts',
              Alias: 'posts',
              'Recheck Cond': '(user_id = 7)',
              ...ran(1, 90, 9, 3, 2),
              Plans: [
                {
                  'Node Type': 'Bitmap Index Scan',
                  'Index Name': 'posts_user_id_idx',
                  ...ran(5_000, 90, 9, 1),
                },
              ],
            },
            {
              'Node Type': 'Aggregate',
              Strategy: 'Hashed',
              'Subplan Name': 'SubPlan 1',
              'Rows Removed by Filter': 0,
              ...ran(1, 0, 0, 0),
            },
          ],
        },
      ],
    },
  ],
}

describe('planTree', () => {
  it('names each node as explain does, and marks an estimate that is wrong by ten times', () => {
    const tree = planTree([{ Plan: plan }], { title: 'The plan' })
    expect(treeLines(tree, { width: 100, milliseconds: 'hidden' }).map(lineText)).toEqual([
      'The plan',
      '                                                                estimated  actual',
      '                                                                     rows    rows  loops  buffers',
      'Limit                                                                  10      10      1        8',
      '└─ Nested Loop Left Join                                           45,000      10      1        8',
      '   ├─ Index Scan using users_pkey on users author                    5000       9      1        3',
      '   │     Index Cond: (id > 7)',
      '   └─ Sort                                                              4     4.5      9        5',
      '      │  Sort Key: posts.id, posts.title',
      '      ├─ Bitmap Heap Scan on posts                                      1      90      9        5',
      '      │  │  Recheck Cond: (user_id = 7)',
      '      │  │  ✗ 1 row estimated, 90 found: 90 times more',
      '      │  └─ Bitmap Index Scan on posts_user_id_idx                   5000      90      9        1',
      '      │        ✗ 5000 rows estimated, 90 found: 56 times fewer',
      '      └─ HashAggregate                                                  1              0        0',
      '            Subplan Name: SubPlan 1',
      '            ✗ never run',
    ])
  })

  it('tells what is measured as such: blocks that were read, and times', () => {
    const { columns, root } = planTree(
      { Plan: { 'Node Type': 'Result', ...ran(1, 1, 1, 3, 2) } },
      {
        title: '',
      },
    )
    expect(columns.filter(({ measured }) => measured).map(({ name }) => name)).toEqual([
      'read',
      'time',
    ])
    expect(root.values).toEqual([1, 1, 1, 5, 2, 0.25])
  })

  it.each([[[]], [{}], ['Seq Scan on posts'], [undefined]])('refuses %j', (explain) => {
    expect(() => planTree(explain, { title: '' })).toThrow(TypeError)
  })
})
