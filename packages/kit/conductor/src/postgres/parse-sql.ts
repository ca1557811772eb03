import { createRequire } from 'node:module'
import type * as PgQuery from 'libpg-query'

/** A node of PostgreSQL's parse tree: the fields as PostgreSQL's own structures name them. */
export type SqlNode = { readonly [field: string]: unknown }

/** One statement of a query's text. */
export interface ParsedStatement {
  text: string
  /** As `UpdateStmt`, by PostgreSQL's name. */
  type: string
  node: SqlNode
}

let parser: Promise<typeof PgQuery> | undefined

/** Loads PostgreSQL's own parser, once; only programs that use PostgreSQL need it. */
export async function loadParser(): Promise<void> {
  parser ??= (async () => {
    const loaded = createRequire(import.meta.url)('libpg-query') as typeof PgQuery
    await loaded.loadModule()
    parse = loaded.parseSync
    scan = loaded.scanSync
    return loaded
  })()
  await parser
}

let parse: ((text: string) => unknown) | undefined
let scan: ((text: string) => { tokens: { text: string }[] }) | undefined

const known = new Map<string, readonly ParsedStatement[] | undefined>()
const mostKnown = 2_000

/**
 * Reads the statements of a text as the server would.
 *
 * @returns undefined if this is no SQL that the parser knows; the server may be newer.
 */
export function parseSql(text: string): readonly ParsedStatement[] | undefined {
  if (known.has(text)) return known.get(text)
  if (known.size >= mostKnown) known.clear()
  const statements = readStatements(text)
  known.set(text, statements)
  return statements
}

function readStatements(text: string): ParsedStatement[] | undefined {
  let stmts: { stmt: SqlNode; stmt_location?: number; stmt_len?: number }[]
  try {
    stmts = (parse!(text) as { stmts?: typeof stmts }).stmts ?? []
  } catch {
    return undefined
  }
  // Places are counted in bytes.
  const bytes = Buffer.from(text)
  return stmts.map(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    const [type, node] = Object.entries(stmt)[0] as [string, SqlNode]
    const part = bytes.subarray(from, length === undefined ? undefined : from + length)
    return { text: part.toString().trim(), type, node }
  })
}

/** The nodes below (and with) a node, each with its type where the tree says it. */
export function* nodesOf(node: unknown, type?: string): Generator<[type: string, node: SqlNode]> {
  if (Array.isArray(node)) {
    for (const each of node) yield* nodesOf(each)
    return
  }
  if (typeof node !== 'object' || node === null) return
  yield [type ?? '', node as SqlNode]
  for (const [field, value] of Object.entries(node)) {
    if (typeof value === 'object' && value !== null) yield* nodesOf(value, field)
  }
}

/** The words of a list of `String` nodes, as names are written. */
export function wordsOf(names: unknown): string[] {
  if (!Array.isArray(names)) return []
  return names.flatMap((each: { String?: { sval?: string } }) => each.String?.sval ?? [])
}

/**
 * The words and signs of a text in SQL or PL/pgSQL, without what comments and literals hold, lower
 * case, and names without their quotes.
 *
 * @returns undefined if it cannot be read.
 */
export function scanWords(text: string): string[] | undefined {
  try {
    const words = scan!(text).tokens.map((token) => token.text.toLowerCase())
    // A name in escapes can be any.
    if (words.some((word) => word.startsWith('u&"'))) return undefined
    return words.map((word) => (word.startsWith('"') ? word.slice(1, -1) : word))
  } catch {
    return undefined
  }
}
