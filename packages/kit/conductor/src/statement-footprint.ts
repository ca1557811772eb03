import type { Catalog, Table } from './catalog.ts'
import type { Access, Footprint, Mode } from './footprint.ts'

export type StatementKind = 'begin' | 'end' | 'data' | 'neutral' | 'rollback-to' | 'unknown'

/** The statement without comments and without the insides of its literals, lower case. */
export function bareStatement(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/;$/, '')
    .toLowerCase()
}

export function kindOfStatement(bare: string): StatementKind {
  if (bare.includes(';')) return 'unknown'
  if (/^(begin|start transaction)\b/.test(bare)) return 'begin'
  if (/^rollback (work |transaction )?to\b/.test(bare)) return 'rollback-to'
  if (/^(commit|end|rollback|abort)\b/.test(bare) && !bare.includes('prepared')) return 'end'
  if (/^(savepoint|release|show|reset)\b/.test(bare)) return 'neutral'
  if (/^set\b/.test(bare) && !bare.includes('snapshot')) return 'neutral'
  if (/^(select|insert|update|delete|merge|with|values|table)\b/.test(bare)) return 'data'
  return 'unknown'
}

/**
 * Finds what a `data` statement touches, from its text and the schema. It errs to one side: what
 * it does not understand touches everything.
 */
export function footprintOfStatement(bare: string, catalog: Catalog): Footprint {
  const known = catalog.footprints.get(bare) ?? readFootprint(bare, catalog)
  catalog.footprints.set(bare, known)
  return known
}

function readFootprint(bare: string, catalog: Catalog): Footprint {
  const words = new Set(bare.replaceAll('"', ' ').match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [])
  const accesses: Access[] = []
  for (const word of words) {
    if (catalog.functions.has(word)) return 'everything'
    if (word.startsWith('pg_advisory'))
      accesses.push({ resource: '(advisory locks)', mode: 'write' })
    else if (/^(pg_|txid_|dblink|set_config|lo_)/.test(word)) return 'everything'
    if (catalog.tables.get(word)?.opaque) return 'everything'
  }

  const reading = readingMode(bare)
  for (const word of words) {
    if (catalog.tables.has(word)) accesses.push({ resource: word, mode: reading })
  }
  for (const [, verb, name] of bare.matchAll(
    /\b(insert into|update|delete from|merge into)(?: only)? "?(?:[\w$]+"?\."?)?([\w$]+)"?/g,
  )) {
    const table = catalog.tables.get(name!)
    if (table === undefined) {
      if (verb === 'update') continue
      return 'everything'
    }
    accesses.push(...writes(verb!, name!, table, bare))
  }
  return withoutOwnReads(accesses)
}

function readingMode(bare: string): Mode {
  const lock = /\bfor (no key update|update|share|key share)\b/.exec(bare)?.[1]
  if (lock === undefined) return 'read'
  if (lock === 'no key update') return 'update'
  return lock === 'key share' ? 'key' : 'write'
}

function writes(verb: string, name: string, table: Table, bare: string): Access[] {
  if (verb === 'update') {
    const assigned = assignedColumns(bare)
    const mode = assigned.some((column) => table.keyColumns.has(column)) ? 'write' : 'update'
    const parents = table.parents.filter((parent) =>
      parent.columns.some((column) => assigned.includes(column)),
    )
    return [
      { resource: name, mode },
      ...parents.map((parent): Access => ({ resource: parent.table, mode: 'key' })),
      ...(mode === 'write' ? childrenOf(table) : []),
    ]
  }
  if (verb === 'insert into') {
    const parents = table.parents.map((parent): Access => ({ resource: parent.table, mode: 'key' }))
    // A row that can hit no unique key is nobody's business before its commit.
    return [{ resource: name, mode: canConflict(table, bare) ? 'write' : 'append' }, ...parents]
  }
  return [{ resource: name, mode: 'write' }, ...childrenOf(table)]
}

function childrenOf(table: Table): Access[] {
  return table.children.map((child) => ({ resource: child, mode: 'write' }))
}

function assignedColumns(bare: string): string[] {
  const list = /\bset (.*?)(?: where | from | returning |$)/.exec(bare)?.[1] ?? ''
  return [...list.matchAll(/"?([\w$]+)"?\s*(?:=|,|\))/g)].map((match) => match[1]!)
}

function canConflict(table: Table, bare: string): boolean {
  const columns = /insert into [^(]*?\(([^)]*)\)\s*(?:overriding|values|select|with|default)/.exec(
    bare,
  )?.[1]
  if (columns === undefined || bare.includes('on conflict')) return true
  const listed = columns.split(',').map((column) => column.trim().replaceAll('"', ''))
  return table.uniqueIndexes.some((index) =>
    index.every((column) => column === undefined || listed.includes(column)),
  )
}

/** A table that a statement changes is not also read in the sense of a plain read. */
function withoutOwnReads(accesses: Access[]): Access[] {
  const changed = new Set(
    accesses
      .filter(({ mode }) => mode === 'write' || mode === 'update')
      .map(({ resource }) => resource),
  )
  return accesses.filter(({ resource, mode }) => mode !== 'read' || !changed.has(resource))
}

/** What the end of a transaction does to others: its writes become visible, its locks go. */
export function footprintOfEnd(accesses: readonly Access[]): Access[] {
  const ends: Partial<Record<Mode, Mode>> = {
    append: 'publish',
    key: 'release-key',
    update: 'publish-update',
    write: 'publish',
  }
  return accesses.flatMap(({ resource, mode }) =>
    ends[mode] === undefined ? [] : [{ resource, mode: ends[mode] }],
  )
}
