import type { ClientBase } from 'pg'
import type { Footprint } from './footprint.ts'

export interface Table {
  /** Columns that a unique index or a foreign key of another table rests on. */
  keyColumns: Set<string>
  /** Columns of each unique index; undefined stands for an expression. */
  uniqueIndexes: (string | undefined)[][]
  parents: { table: string; columns: string[] }[]
  children: string[]
  /** A view, a partition, a table with triggers or rules: more happens than the statement says. */
  opaque: boolean
}

/** What the schema adds to a statement: keys, foreign keys, triggers, functions. */
export interface Catalog {
  tables: Map<string, Table>
  functions: Set<string>
  /** What was found of statements so far. */
  footprints: Map<string, Footprint>
}

const namespaces = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`

/** Reads the tables and functions that people made. Names are taken without their schema. */
export async function readCatalog(client: ClientBase): Promise<Catalog> {
  const relations = await client.query<{ name: string; opaque: boolean }>(`
    select c.relname as name,
      bool_or(c.relkind <> 'r' or c.relispartition or c.relhastriggers and exists (
        select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal
      ) or c.relhasrules or c.relrowsecurity) as opaque
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${namespaces} and c.relkind in ('r', 'v', 'm', 'p', 'f')
    group by c.relname`)
  const tables = new Map<string, Table>()
  for (const { name, opaque } of relations.rows) {
    tables.set(name, {
      keyColumns: new Set(),
      uniqueIndexes: [],
      parents: [],
      children: [],
      opaque,
    })
  }

  const indexes = await client.query<{ name: string; columns: (string | null)[] }>(`
    select c.relname as name, array(
      select a.attname::text from unnest(i.indkey::int[]) with ordinality as k(number, position)
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number and k.number > 0
      order by k.position) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${namespaces} and (i.indisunique or i.indisexclusion)`)
  for (const { name, columns } of indexes.rows) {
    const table = tables.get(name)
    table?.uniqueIndexes.push(columns.map((column) => column ?? undefined))
    for (const column of columns) if (column !== null) table?.keyColumns.add(column)
  }

  const foreignKeys = await client.query<{ child: string; parent: string; columns: string[] }>(`
    select child.relname as child, parent.relname as parent, array(
      select a.attname::text from unnest(k.conkey) number
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = number) as columns
    from pg_constraint k
    join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f'`)
  for (const { child, parent, columns } of foreignKeys.rows) {
    tables.get(child)?.parents.push({ table: parent, columns })
    tables.get(parent)?.children.push(child)
  }

  const functions = await client.query<{ name: string }>(`
    select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${namespaces}`)
  return {
    tables,
    functions: new Set(functions.rows.map((row) => row.name)),
    footprints: new Map(),
  }
}
