import { labelOfNode, rootOfPlan } from './plan-node.ts'
import type { PlanNode } from './plan-node.ts'

export interface Explained {
  /** As `explain (analyze, buffers, format json)` answers; what `planTree` draws. */
  plan: unknown
  /** Blocks of 8 kB that the statement reads, from memory or not. */
  buffers: number
  /** Every node of the plan, each before the nodes below it. */
  nodes: PlanNode[]
  /** The same, as the text form of `explain` names them: `Index Scan using posts_pkey on posts`. */
  labels: string[]
}

/** One connection of `pg`: a client, not a pool. */
interface Connection {
  query(text: string, values: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/**
 * Runs a statement, and tells by which plan and what it reads. The statement runs twice: the first
 * use of a table or an index by a connection also reads what is stored about them, which is not the
 * statement's own cost.
 *
 * @param client A connection, not a pool. A statement that writes is rolled back by the caller.
 * @param values What `$1`, `$2` … of the statement stand for.
 * @throws {DatabaseError} If the statement fails.
 */
export async function explain(
  client: Connection,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Explained> {
  const text = `explain (analyze, buffers, format json) ${statement}`
  await client.query(text, [...values])
  const { rows } = await client.query(text, [...values])
  const plan = rows[0]?.['QUERY PLAN']
  const nodes = withThoseBelow(rootOfPlan(plan))
  const [{ 'Shared Hit Blocks': hit = 0, 'Shared Read Blocks': read = 0 }] = nodes
  return { plan, buffers: hit + read, nodes, labels: nodes.map(labelOfNode) }
}

function withThoseBelow(node: PlanNode): [PlanNode, ...PlanNode[]] {
  return [node, ...(node.Plans ?? []).flatMap(withThoseBelow)]
}
