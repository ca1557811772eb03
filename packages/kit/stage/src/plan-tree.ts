import type { Tree, TreeNode } from './events.ts'
import { numberText } from './number-text.ts'
import { labelOfNode, rootOfPlan } from './plan-node.ts'
import type { PlanNode } from './plan-node.ts'

const columns: Tree['columns'] = [
  { name: 'estimated rows' },
  { name: 'actual rows' },
  { name: 'loops' },
  { name: 'buffers' },
  // Of the buffers; a block that another run has read is hit in this one.
  { name: 'read', measured: true },
  { name: 'time', unit: 'ms', measured: true },
]

// As `explain` words them; each is one line below its node.
const conditions = [
  'Subplan Name',
  'Sort Key',
  'Group Key',
  'Hash Cond',
  'Merge Cond',
  'Index Cond',
  'Recheck Cond',
  'Join Filter',
  'Filter',
  'Rows Removed by Filter',
  'Cache Key',
]
const wrongBy = 10

/**
 * Makes a tree of what `explain (analyze, buffers, format json)` answers: rows as estimated and as
 * they were, both for one loop; loops; buffers in blocks of 8 kB, with those of the nodes below; time
 * in milliseconds for one loop. A node whose estimate is wrong by ten times or more is marked. One
 * that a limit ends early is not: its estimate is of all rows.
 *
 * @param explain - The value of the column `QUERY PLAN`.
 * @throws {TypeError} If it is no such plan.
 */
export function planTree(explain: unknown, { title }: { title: string }): Omit<Tree, 'type'> {
  return { title, columns, root: nodeOf(rootOfPlan(explain), false) }
}

function nodeOf(plan: PlanNode, endsEarly: boolean): TreeNode {
  const loops = plan['Actual Loops'] ?? 0
  const hit = plan['Shared Hit Blocks']
  const read = plan['Shared Read Blocks']
  const ran = (name: 'Actual Rows' | 'Actual Total Time') =>
    loops === 0 ? null : (plan[name] ?? null)
  const mark = loops === 0 ? 'never run' : estimateText(plan, endsEarly)
  const detail = detailOf(plan)
  return {
    label: labelOfNode(plan),
    ...(detail.length === 0 ? {} : { detail }),
    values: [
      plan['Plan Rows'],
      ran('Actual Rows'),
      loops,
      hit === undefined ? null : hit + (read ?? 0),
      read ?? null,
      ran('Actual Total Time'),
    ],
    ...(mark === undefined ? {} : { mark }),
    children: (plan.Plans ?? []).map((child) => nodeOf(child, isEndedEarly(plan, endsEarly))),
  }
}

/** Whether a node's rows are asked for one by one, by a limit above it. */
function isEndedEarly({ 'Node Type': type }: PlanNode, endsEarly: boolean): boolean {
  if (type === 'Limit') return true
  return endsEarly && !['Sort', 'Hash', 'Aggregate', 'Materialize'].includes(type)
}

function estimateText(plan: PlanNode, endsEarly: boolean): string | undefined {
  const estimated = Math.max(1, plan['Plan Rows'])
  const actual = Math.max(1, plan['Actual Rows'] ?? 1)
  const times = Math.max(actual / estimated, estimated / actual)
  if (times < wrongBy || (endsEarly && actual < estimated)) return undefined
  const rows = `${numberText(plan['Plan Rows'])} ${plan['Plan Rows'] === 1 ? 'row' : 'rows'} estimated`
  const which = actual > estimated ? 'more' : 'fewer'
  return `${rows}, ${numberText(plan['Actual Rows'] ?? 0)} found: ${numberText(Math.round(times))} times ${which}`
}

function detailOf(plan: PlanNode): string[] {
  return conditions.flatMap((name) => {
    const value = plan[name]
    if (Array.isArray(value)) return [`${name}: ${value.join(', ')}`]
    const isTold = typeof value === 'string' || (typeof value === 'number' && value !== 0)
    return isTold ? [`${name}: ${value}`] : []
  })
}
