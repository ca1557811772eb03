import { union } from '../explore/footprint.ts'
import type { Access, Footprint } from '../explore/footprint.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { nodesOf } from './parse-sql.ts'
import type { SqlNode } from './parse-sql.ts'

/** What a write needs to know of the schema around its table. */
export interface WriteContext {
  catalog: Catalog
  /** What an expression of the schema touches, such as a column's default. */
  evaluate(expression: string): Footprint
}

/** A sequence gives its next number at once, whatever becomes of the transaction. */
export function nextOf(sequence: string): Footprint {
  return [{ resource: `sequence ${sequence}`, mode: 'instant' }]
}

/** @param node An `insert`; an empty one stands for any. */
export function footprintOfInsert(node: SqlNode, table: Table, context: WriteContext): Footprint {
  if (isUnclear(table)) return 'everything'
  const given = assignedColumns(node['cols'])
  const isSet = ({ name }: Column) => given.includes(name) && !setsDefault(node)
  const conflict = node['onConflictClause'] as SqlNode | undefined
  return [
    [access(table, 'insert')],
    holdsParents(table, undefined, context),
    ...table.columns.filter((column) => !isSet(column)).map((column) => defaultOf(column, context)),
    evaluates(table, context),
    conflict?.['action'] === 'ONCONFLICT_UPDATE'
      ? footprintOfUpdate(conflict['targetList'], table, context)
      : [],
  ].reduce(union)
}

/** @param targets The assignments of an `update`, or of all branches of a `merge`. */
export function footprintOfUpdate(
  targets: unknown,
  table: Table,
  context: WriteContext,
): Footprint {
  if (isUnclear(table)) return 'everything'
  const assigned = assignedColumns(targets)
  // A generated column follows those that it is made of.
  const changed = [
    ...assigned,
    ...table.columns.filter(({ isGenerated }) => isGenerated).map(({ name }) => name),
  ]
  const changesKeys = table.isPartitioned || changed.some((column) => table.keyColumns.has(column))
  return [
    [access(table, changesKeys ? 'write' : 'update')],
    holdsParents(table, changed, context),
    changesKeys ? reachesChildren(table, 'onUpdate', context) : [],
    evaluates(table, context),
    ...(setsDefault(targets) ? table.columns.map((column) => defaultOf(column, context)) : []),
  ].reduce(union)
}

export function footprintOfDelete(table: Table, context: WriteContext): Footprint {
  if (isUnclear(table)) return 'everything'
  return union([access(table, 'write')], reachesChildren(table, 'onDelete', context))
}

/** What a foreign key of other tables does when a key goes or changes. */
function reachesChildren(
  table: Table,
  event: 'onDelete' | 'onUpdate',
  context: WriteContext,
  seen = new Set<Table>([table]),
): Footprint {
  let found: Footprint = []
  for (const child of table.children) {
    const own = context.catalog.tables.get(child.table)
    if (own === undefined || isUnclear(own)) return 'everything'
    found = union(found, [access(own, 'write')])
    if (child[event] === 'none' || seen.has(own)) continue
    seen.add(own)
    found = union(found, evaluates(own, context))
    found = union(found, holdsParents(own, child.columns, context))
    for (const column of own.columns) found = union(found, defaultOf(column, context))
    // A cascade deletes further, an update of the key may change further keys.
    const next = child[event] === 'cascade' ? event : 'onUpdate'
    found = union(found, reachesChildren(own, next, context, seen))
  }
  return found
}

/** The rows of other tables that a foreign key keeps in place. */
function holdsParents(
  { parents }: Table,
  changed: readonly string[] | undefined,
  { catalog: { tables } }: WriteContext,
): Footprint {
  return parents
    .filter(
      ({ columns }) => changed === undefined || columns.some((column) => changed.includes(column)),
    )
    .map(({ table }) => access(tables.get(table)!, 'key'))
}

function evaluates(table: Table, { evaluate }: WriteContext): Footprint {
  return table.expressions.map((expression) => evaluate(expression)).reduce(union, [])
}

function defaultOf(column: Column, { evaluate }: WriteContext): Footprint {
  if (column.identity !== undefined) return nextOf(column.identity)
  return column.default === undefined ? [] : evaluate(column.default)
}

function access({ resource }: Table, mode: Access['mode']): Access {
  return { resource, mode }
}

function assignedColumns(targets: unknown): string[] {
  const names: string[] = []
  for (const [kind, node] of nodesOf(targets)) {
    if (kind === 'ResTarget' && typeof node['name'] === 'string') names.push(node['name'])
  }
  return names
}

function setsDefault(tree: unknown): boolean {
  for (const [kind] of nodesOf(tree)) if (kind === 'SetToDefault') return true
  return false
}

/** Whether a write does more than its statement says, be it at the commit, as a deferred check does. */
function isUnclear({ isOpaque, isDeferrable }: Table): boolean {
  return isOpaque || isDeferrable
}
