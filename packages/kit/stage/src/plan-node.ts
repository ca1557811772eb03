/** A node of a plan as PostgreSQL writes it in JSON. */
export interface PlanNode {
  'Node Type': string
  'Plan Rows': number
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Actual Total Time'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: PlanNode[]
  [name: string]: unknown
}

/**
 * Finds the root of what `explain (analyze, buffers, format json)` answers.
 *
 * @param explain - The value of the column `QUERY PLAN`.
 * @throws {TypeError} If it is no such plan.
 */
export function rootOfPlan(explain: unknown): PlanNode {
  const [first] = Array.isArray(explain) ? (explain as unknown[]) : [explain]
  const plan = isRecord(first) ? first['Plan'] : undefined
  if (isPlan(plan)) return plan
  throw new TypeError(
    `Cannot read plan: it must be what explain (analyze, buffers, format json) answers, received ${JSON.stringify(explain)?.slice(0, 60)}`,
  )
}

/** Names a node as the text form of `explain` does: `Index Scan using posts_pkey on posts`. */
export function labelOfNode(plan: PlanNode): string {
  const text = (name: string) => (typeof plan[name] === 'string' ? plan[name] : '')
  const [relation, alias, index] = [text('Relation Name'), text('Alias'), text('Index Name')]
  const isBitmap = plan['Node Type'] === 'Bitmap Index Scan'
  const using = index === '' ? '' : ` ${isBitmap ? 'on' : 'using'} ${index}`
  const of = relation || text('CTE Name') || text('Function Name')
  const on = of === '' ? '' : ` on ${of}${alias === '' || alias === of ? '' : ` ${alias}`}`
  return `${typeOf(plan, text)}${using}${on}`
}

function typeOf(plan: PlanNode, text: (name: string) => string): string {
  const type = plan['Node Type']
  const parallel = plan['Parallel Aware'] === true ? 'Parallel ' : ''
  const strategies: Record<string, string> = { Sorted: 'Group', Hashed: 'Hash', Mixed: 'Mixed' }
  if (type === 'Aggregate') return `${parallel}${strategies[text('Strategy')] ?? ''}Aggregate`
  if (type === 'ModifyTable') return text('Operation') || type
  const join = text('Join Type')
  if (join === '' || join === 'Inner') return parallel + type
  return `${parallel}${type.replace(/ Join$/, '')} ${join} Join`
}

function isPlan(value: unknown): value is PlanNode {
  return (
    isRecord(value) &&
    typeof value['Node Type'] === 'string' &&
    typeof value['Plan Rows'] === 'number'
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
