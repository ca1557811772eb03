import { union } from '../explore/footprint.ts'
import type { Access, Footprint } from '../explore/footprint.ts'
import type { Catalog, Column, Table } from './catalog.ts'
import { footprintOfExpression, nextOf } from './footprint-of-statement.ts'
import { nodesOf } from './parse-sql.ts'
import type { SqlNode } from './parse-sql.ts'

/** @param node An `insert`; an empty one stands for any. */
export function footprintOfInsert(node: SqlNode, table: Table, catalog: Catalog): Footprint {
  if (table.isOpaque) return 'everything'
  const given = assignedColumns(node['cols'])
  const isSet = ({ name }: Column) => given.includes(name) && !setsDefault(node)
  const conflict = node['onConflictClause'] as SqlNode | undefined
  return [
    [access(table, 'insert')],
    holdsParents(table, undefined, catalog),
    ...table.columns.filter((column) => !isSet(column)).map((column) => defaultOf(column, catalog)),
    evaluates(table, catalog),
    conflict?.['action'] === 'ONCONFLICT_UPDATE'
      ? footprintOfUpdate(conflict['targetList'], table, catalog)
      : [],
  ].reduce(union)
}

/** @param targets The assignments of an `update`, or of all branches of a `merge`. */
export function footprintOfUpdate(targets: unknown, table: Table, catalog: Catalog): Footprint {
  if (table.isOpaque) return 'everything'
  const assigned = assignedColumns(targets)
  // A generated column follows those that it is made of.
  const changed = [
    ...assigned,
    ...table.columns.filter(({ isGenerated }) => isGenerated).map(({ name }) => name),
  ]
  const changesKeys = table.isPartitioned || changed.some((column) => table.keyColumns.has(column))
  return [
    [access(table, changesKeys ? 'write' : 'update')],
    holdsParents(table, changed, catalog),
    changesKeys ? reachesChildren(table, 'onUpdate', catalog) : [],
    evaluates(table, catalog),
    ...(setsDefault(targets) ? table.columns.map((column) => defaultOf(column, catalog)) : []),
  ].reduce(union)
}

export function footprintOfDelete(table: Table, catalog: Catalog): Footprint {
  if (table.isOpaque) return 'everything'
  return union([access(table, 'write')], reachesChildren(table, 'onDelete', catalog))
}

/** What a foreign key of other tables does when a key goes or changes. */
function reachesChildren(
  table: Table,
  event: 'onDelete' | 'onUpdate',
  catalog: Catalog,
  seen = new Set<Table>([table]),
): Footprint {
  let found: Footprint = []
  for (const child of table.children) {
    const own = catalog.tables.get(child.table)
    if (own === undefined || own.isOpaque) return 'everything'
    found = union(found, [access(own, 'write')])
    if (child[event] === 'none' || seen.has(own)) continue
    seen.add(own)
    found = union(found, evaluates(own, catalog))
    found = union(found, holdsParents(own, child.columns, catalog))
    for (const column of own.columns) found = union(found, defaultOf(column, catalog))
    // A cascade deletes further, an update of the key may change further keys.
    const next = child[event] === 'cascade' ? event : 'onUpdate'
    found = union(found, reachesChildren(own, next, catalog, seen))
  }
  return found
}

/** The rows of other tables that a foreign key keeps in place. */
function holdsParents(
  { parents }: Table,
  changed: readonly string[] | undefined,
  { tables }: Catalog,
): Footprint {
  return parents
    .filter(
      ({ columns }) => changed === undefined || columns.some((column) => changed.includes(column)),
    )
    .map(({ table }) => access(tables.get(table)!, 'key'))
}

function evaluates(table: Table, catalog: Catalog): Footprint {
  return table.expressions
    .map((expression) => footprintOfExpression(expression, catalog))
    .reduce(union, [])
}

function defaultOf(column: Column, catalog: Catalog): Footprint {
  if (column.identity !== undefined) return nextOf(column.identity)
  return column.default === undefined ? [] : footprintOfExpression(column.default, catalog)
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
