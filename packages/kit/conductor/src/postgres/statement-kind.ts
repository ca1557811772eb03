import { dataTypes } from './footprint-of-statement.ts'
import { mayLeaveByName } from './hidden-effects.ts'
import { nodesOf, wordsOf } from './parse-sql.ts'
import type { ParsedStatement, SqlNode } from './parse-sql.ts'

/** What a statement is, as far as one can tell without a schema. */
export interface Traits {
  kind: StatementKind
  /** What it says of isolation levels: of this transaction, or of those to come. */
  levels: { now?: Level; usual?: Level }
  /** Whether it can be sent outside of a transaction only, as `vacuum`. */
  isWhole: boolean
  /**
   * Whether, sent outside of a transaction, it is a transaction of its own, which begins, works and
   * commits.
   */
  isTransactionOfItsOwn: boolean
  mayChangeSchema: boolean
  /** The functions that it names, without their schema. */
  calls: readonly string[]
  /** Whether something of it may outlive its transaction in its session. */
  mayLeaveSomething: boolean
  /** Whether it says how long others may last. */
  setsLimit: boolean
  /** Whether it asks which number of a sequence its session took last. */
  asksLastNumber: boolean
  /** Whether it may let go of a lock in the middle of a transaction. */
  unlocks: boolean
  /** Whether it tells other sessions to give up, which they hear some time after its reply. */
  signalsOthers: boolean
}

const known = new WeakMap<ParsedStatement, Traits>()

export function traitsOf(statement: ParsedStatement): Traits {
  const before = known.get(statement)
  if (before !== undefined) return before
  const isWhole = readIsWhole(statement)
  const calls = functionsIn(statement.node)
  const traits: Traits = {
    kind: readKind(statement),
    levels: readLevels(statement),
    isWhole,
    isTransactionOfItsOwn: !controls.has(statement.type) && !isWhole,
    mayChangeSchema: readMayChangeSchema(statement),
    calls,
    mayLeaveSomething: readMayLeave(statement, calls),
    setsLimit: readSetsLimit(statement, calls),
    asksLastNumber: calls.includes('currval') || calls.includes('lastval'),
    unlocks: calls.some((name) => name.startsWith('pg_advisory_unlock')),
    signalsOthers: calls.some((name) => signals.has(name)),
  }
  known.set(statement, traits)
  return traits
}

export type StatementKind =
  | 'begin'
  /** Commits or rolls back. */
  | 'end'
  | 'savepoint'
  | 'rollback-to'
  /** Reads or writes rows. */
  | 'data'
  /** `set`, `reset`, `show`: about this session only. */
  | 'setting'
  | 'other'

const transactionKinds: Record<string, StatementKind> = {
  TRANS_STMT_BEGIN: 'begin',
  TRANS_STMT_START: 'begin',
  TRANS_STMT_COMMIT: 'end',
  TRANS_STMT_ROLLBACK: 'end',
  TRANS_STMT_SAVEPOINT: 'savepoint',
  TRANS_STMT_RELEASE: 'savepoint',
  TRANS_STMT_ROLLBACK_TO: 'rollback-to',
}

function readKind(statement: ParsedStatement): StatementKind {
  const { type, node } = inner(statement)
  if (type === 'TransactionStmt') return transactionKinds[String(node['kind'])] ?? 'other'
  if (dataTypes.has(type)) return node['intoClause'] === undefined ? 'data' : 'other'
  if (type === 'VariableSetStmt') return importsSnapshot(node) ? 'other' : 'setting'
  return type === 'VariableShowStmt' ? 'setting' : 'other'
}

/** What `explain` explains, and with `analyze` runs. */
export function inner(statement: ParsedStatement): ParsedStatement {
  if (statement.type !== 'ExplainStmt') return statement
  const [type, node] = Object.entries(statement.node['query'] as SqlNode)[0]!
  return { text: statement.text, type, node: node as SqlNode }
}

function importsSnapshot(node: SqlNode): boolean {
  return String(node['name']).includes('SNAPSHOT')
}

// What the server refuses inside of a transaction, or may: a procedure can commit by itself.
const wholes = new Set(
  `VacuumStmt CreatedbStmt DropdbStmt AlterDatabaseStmt CreateTableSpaceStmt DropTableSpaceStmt
  AlterSystemStmt ClusterStmt ReindexStmt CallStmt DoStmt CreateSubscriptionStmt
  AlterSubscriptionStmt DropSubscriptionStmt`.split(/\s+/),
)
// What is about the session or its transaction, and changes no rows.
const controls = new Set(
  `TransactionStmt DiscardStmt VariableSetStmt VariableShowStmt ConstraintsSetStmt LockStmt
  DeclareCursorStmt PrepareStmt DeallocateStmt`.split(/\s+/),
)

function readIsWhole({ type, node }: ParsedStatement): boolean {
  if (wholes.has(type) || node['concurrent'] === true) return true
  for (const [, each] of nodesOf(node['cmds'])) if (each['concurrent'] === true) return true
  return false
}

// What leaves the schema as it is; all else may change what other statements mean.
const leavesSchema = new Set([
  ...dataTypes,
  ...`TransactionStmt VariableSetStmt VariableShowStmt ExplainStmt LockStmt NotifyStmt ListenStmt
  UnlistenStmt DeclareCursorStmt FetchStmt ClosePortalStmt PrepareStmt ExecuteStmt DeallocateStmt
  TruncateStmt CopyStmt ConstraintsSetStmt CheckPointStmt DiscardStmt VacuumStmt`.split(/\s+/),
])

function readMayChangeSchema({ type, node }: ParsedStatement): boolean {
  return !leavesSchema.has(type) || node['intoClause'] !== undefined
}

/** `deferrable` waits at its first statement for serializable transactions of others. */
export type Level = 'read committed' | 'repeatable read' | 'serializable' | 'deferrable' | 'unknown'

function readLevels({ type, node }: ParsedStatement): Traits['levels'] {
  if (type === 'TransactionStmt') {
    const level = levelAmong(node['options'])
    return level === undefined ? {} : { now: level }
  }
  if (type !== 'VariableSetStmt') return {}
  const level = levelAmong(node['args'])
  switch (String(node['name'])) {
    case 'TRANSACTION':
      return level === undefined ? {} : { now: level }
    case 'transaction_isolation':
      return { now: level ?? 'unknown' }
    case 'SESSION CHARACTERISTICS':
    case 'default_transaction_isolation':
      return { usual: level ?? 'unknown' }
    default:
      return node['kind'] === 'VAR_RESET_ALL' ? { usual: 'unknown' } : {}
  }
}

function levelAmong(tree: unknown): Level | undefined {
  for (const [, node] of nodesOf(tree)) {
    if (node['defname'] === 'transaction_deferrable') return 'deferrable'
  }
  for (const [, node] of nodesOf(tree)) {
    const value = (node['sval'] as { sval?: string } | undefined)?.sval
    if (value !== undefined) return levelOf(value)
  }
  return undefined
}

export function levelOf(name: string): Level {
  const lower = name.toLowerCase()
  if (lower === 'read uncommitted') return 'read committed'
  return lower === 'read committed' || lower === 'repeatable read' || lower === 'serializable'
    ? lower
    : 'unknown'
}

const signals = new Set(['pg_cancel_backend', 'pg_terminate_backend'])
function readMayLeave({ type, node }: ParsedStatement, calls: readonly string[]): boolean {
  // PostgreSQL does not forget a setting of one's own, also when it was local.
  if (type === 'VariableSetStmt') {
    const name = String(node['name'])
    return (node['is_local'] !== true && !name.startsWith('TRANSACTION')) || name.includes('.')
  }
  if (type === 'PrepareStmt' || type === 'ListenStmt' || type === 'DeclareCursorStmt') return true
  return calls.some(mayLeaveByName)
}

function readSetsLimit({ type, node }: ParsedStatement, calls: readonly string[]): boolean {
  if (type === 'DiscardStmt') return true
  if (type !== 'VariableSetStmt') return calls.includes('set_config')
  return node['kind'] === 'VAR_RESET_ALL' || String(node['name']).endsWith('_timeout')
}

function functionsIn(tree: SqlNode): string[] {
  const names: string[] = []
  for (const [, node] of nodesOf(tree)) {
    const name = wordsOf(node['funcname']).at(-1)
    if (name !== undefined) names.push(name)
  }
  return names
}
