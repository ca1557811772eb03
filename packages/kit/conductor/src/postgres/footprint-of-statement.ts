import type { Access, Footprint, Mode } from '../explore/footprint.ts'
import { union } from '../explore/footprint.ts'
import type { Catalog, Table } from './catalog.ts'
import {
  footprintOfDelete,
  footprintOfInsert,
  footprintOfUpdate,
  nextOf,
} from './footprint-of-write.ts'
import type { HiddenEffects } from './hidden-effects.ts'
import { nodesOf, parseSql, wordsOf } from './parse-sql.ts'
import type { ParsedStatement, SqlNode } from './parse-sql.ts'

export const dataTypes = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
])

/** What stands for all advisory locks in footprints. */
export const advisoryLocks = '(advisory locks)'

// Values that the server makes for each row version, and that number the transactions.
const systemColumns = new Set(['xmin', 'xmax', 'cmin', 'cmax', 'ctid', 'tableoid'])
// A name of a database object is looked up in the catalog.
const catalogTypes = new Set(
  `regclass regproc regprocedure regoper regoperator regtype regnamespace regrole regconfig
  regdictionary regcollation`.split(/\s+/),
)

/** Says what statements touch, in one schema. */
export interface Schema {
  /** @param statement One that reads or writes rows. */
  footprintOf(statement: ParsedStatement): Footprint
  /** What a statement that is not understood may do besides. */
  hidden: HiddenEffects
  /** What may be names of settings in what people made. */
  settingNames: readonly string[]
  /** Whether a function that PostgreSQL itself does not declare harmless has this name. */
  isUnknown(name: string): boolean
}

/**
 * Finds what statements touch from PostgreSQL's parse tree and the catalog. It errs to one side:
 * what it does not understand touches everything.
 */
export function createSchema(catalog: Catalog): Schema {
  const known = new Map<string, Footprint>()
  return {
    hidden: catalog.hidden,
    settingNames: catalog.settingNames,
    isUnknown: (name) => !catalog.pureFunctions.has(name) && !catalog.ownFunctions.has(name),
    footprintOf({ type, node, text }) {
      const before = known.get(text)
      if (before !== undefined) return before
      // A table or an index that another actor makes changes what any statement means.
      const reads: Footprint = [{ resource: '(catalog)', mode: 'read' }]
      const found = union(reads, footprintOfTree(type, node, catalog))
      known.set(text, found)
      return found
    },
  }
}

function footprintOfExpression(expression: string, catalog: Catalog): Footprint {
  const [statement] = parseSql(`select ${expression}`) ?? []
  if (statement === undefined) return 'everything'
  return footprintOfTree(statement.type, statement.node, catalog)
}

function footprintOfTree(type: string, tree: SqlNode, catalog: Catalog): Footprint {
  if (catalog.hasOwnCasts) return 'everything'
  const targets = new Set<unknown>()
  const commonTables = new Set<string>()
  let reading: Mode | undefined
  for (const [kind, node] of nodesOf(tree, type)) {
    if (kind === 'CommonTableExpr') commonTables.add(String(node['ctename']))
    if (kind === 'LockingClause') {
      reading = stronger(reading, node['strength'])
      // `for update of a`: names of this query, not of the schema.
      for (const [, named] of nodesOf(node['lockedRels'])) targets.add(named)
    }
    if (isWrite(kind)) targets.add(node['relation'])
  }
  let found: Footprint = []
  for (const [kind, node] of nodesOf(tree, type)) {
    found = union(found, footprintOfNode(kind, node, { catalog, targets, commonTables, reading }))
    if (found === 'everything') return found
  }
  return found
}

interface Surroundings {
  catalog: Catalog
  /** The tables that are written, where the tree names them as such. */
  targets: ReadonlySet<unknown>
  commonTables: ReadonlySet<string>
  /** How rows are locked that are read. */
  reading: Mode | undefined
}

function footprintOfNode(kind: string, node: SqlNode, around: Surroundings): Footprint {
  const { catalog, targets } = around
  if (isWrite(kind)) return footprintOfTarget(kind, node, catalog)
  if ('relname' in node) return targets.has(node) ? [] : footprintOfRelation(node, around)
  if ('funcname' in node) return footprintOfFunction(node, catalog)
  switch (kind) {
    case 'A_Expr':
      return ownOperator(node['name'], catalog)
    case 'SubLink':
      return ownOperator(node['operName'], catalog)
    case 'SortBy':
      return ownOperator(node['useOp'], catalog)
    case 'ColumnRef':
      return footprintOfColumn(wordsOf(node['fields']).at(-1), catalog)
    case 'SelectStmt':
      return node['intoClause'] === undefined ? [] : 'everything'
    case 'RangeTableSample':
    case 'CurrentOfExpr':
      return 'everything'
    default:
      return Array.isArray(node['names']) && 'typemod' in node ? footprintOfType(node, catalog) : []
  }
}

function isWrite(kind: string): boolean {
  return dataTypes.has(kind) && kind !== 'SelectStmt'
}

function footprintOfTarget(kind: string, node: SqlNode, catalog: Catalog): Footprint {
  const table = catalog.tables.get(String((node['relation'] as SqlNode)['relname']))
  if (table === undefined) return 'everything'
  const context = {
    catalog,
    evaluate: (expression: string) => footprintOfExpression(expression, catalog),
  }
  if (kind === 'InsertStmt') return footprintOfInsert(node, table, context)
  if (kind === 'UpdateStmt') return footprintOfUpdate(node['targetList'], table, context)
  if (kind === 'DeleteStmt') return footprintOfDelete(table, context)
  // A merge may do each of the three.
  return [
    footprintOfInsert({}, table, context),
    footprintOfUpdate(node['mergeWhenClauses'], table, context),
    footprintOfDelete(table, context),
  ].reduce(union)
}

function footprintOfRelation(
  node: SqlNode,
  { catalog, commonTables, reading }: Surroundings,
): Footprint {
  const name = String(node['relname'])
  const table = catalog.tables.get(name)
  if (table !== undefined) return footprintOfRead(table, reading)
  const views = catalog.views.get(name)
  if (views !== undefined && reading === undefined) {
    return views.map((view) => footprintOfText(view, catalog)).reduce(union)
  }
  return commonTables.has(name) ? [] : 'everything'
}

function footprintOfRead(table: Table, reading: Mode | undefined): Footprint {
  if (table.isOpaque) return 'everything'
  const read: Access = { resource: table.resource, mode: 'read' }
  return reading === undefined ? [read] : [read, { resource: table.resource, mode: reading }]
}

function footprintOfText(text: string, catalog: Catalog): Footprint {
  const [statement] = parseSql(text) ?? []
  return statement === undefined
    ? 'everything'
    : footprintOfTree(statement.type, statement.node, catalog)
}

function stronger(known: Mode | undefined, strength: unknown): Mode {
  if (strength === 'LCS_FORKEYSHARE') return known ?? 'key'
  if (strength === 'LCS_FORNOKEYUPDATE') return known === 'lock' ? known : 'update'
  return 'lock'
}

function footprintOfFunction(node: SqlNode, catalog: Catalog): Footprint {
  const name = wordsOf(node['funcname']).at(-1) ?? ''
  const own = catalog.ownFunctions.get(name)
  if (own !== undefined) return own.isPure ? [] : 'everything'
  if (name === 'nextval') return footprintOfSequence(node, catalog)
  if (name.startsWith('pg_advisory_') || name.startsWith('pg_try_advisory_')) {
    return [{ resource: advisoryLocks, mode: 'write' }]
  }
  if (name === 'pg_notify') return [{ resource: '(notifications)', mode: 'write' }]
  return catalog.pureFunctions.has(name) ? [] : 'everything'
}

/** A sequence gives its next number at once, whatever becomes of the transaction. */
function footprintOfSequence(call: SqlNode, catalog: Catalog): Footprint {
  for (const [, node] of nodesOf(call['args'])) {
    const written = (node['sval'] as { sval?: string } | undefined)?.sval
    if (written === undefined) continue
    const [statement] = parseSql(`select from ${written}`) ?? []
    for (const [, named] of nodesOf(statement?.node)) {
      const name = named['relname']
      if (typeof name === 'string' && catalog.sequences.has(name)) return nextOf(name)
    }
  }
  return 'everything'
}

function ownOperator(name: unknown, { ownOperators }: Catalog): Footprint {
  return wordsOf(name).some((word) => ownOperators.has(word)) ? 'everything' : []
}

// `row.total` may call total(row).
function footprintOfColumn(name: string | undefined, { ownFunctions }: Catalog): Footprint {
  if (name === undefined) return []
  return systemColumns.has(name) || ownFunctions.get(name)?.isPure === false ? 'everything' : []
}

function footprintOfType(node: SqlNode, { ownTypes }: Catalog): Footprint {
  const name = wordsOf(node['names']).at(-1) ?? ''
  return ownTypes.has(name) || catalogTypes.has(name) ? 'everything' : []
}
