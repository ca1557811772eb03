import type { ClientBase } from 'pg'
import { hiddenEffects } from './hidden-effects.ts'
import type { HiddenEffects } from './hidden-effects.ts'
import { customNamesIn } from './leftovers.ts'

/**
 * What the schema adds to a statement. Names are taken without their schema: tables of one name,
 * and a table with its partitions or heirs, count as one.
 */
export interface Catalog {
  tables: ReadonlyMap<string, Table>
  /** The definition of each view, as a `select`. */
  views: ReadonlyMap<string, string[]>
  sequences: ReadonlySet<string>
  /** Functions of PostgreSQL itself that depend on their arguments only. */
  pureFunctions: ReadonlySet<string>
  /** Functions that people made, and whether they are known to touch nothing. */
  ownFunctions: ReadonlyMap<string, { isPure: boolean }>
  /** What a statement may do through what people made, besides touching rows. */
  hidden: HiddenEffects
  /** What may be names of settings in what people made. */
  settingNames: readonly string[]
  /** Operators whose function people made. */
  ownOperators: ReadonlySet<string>
  /** Types whose values are made or checked by a function that people made. */
  ownTypes: ReadonlySet<string>
  /** Whether a cast that does not stand in a statement may call a user-defined function. */
  hasOwnCasts: boolean
}

export interface Table {
  /** What stands for the table in footprints: the same for all partitions of one table. */
  resource: string
  columns: Column[]
  /** Columns that a unique index, or a foreign key of another table, rests on. */
  keyColumns: ReadonlySet<string>
  parents: { table: string; columns: string[] }[]
  children: {
    table: string
    columns: string[]
    onDelete: ForeignKeyAction
    onUpdate: ForeignKeyAction
  }[]
  /** Expressions that a write evaluates: checks, generated columns, of indexes. */
  expressions: string[]
  isPartitioned: boolean
  /** A constraint may be checked at the commit. */
  isDeferrable: boolean
  /** Triggers, rules, row security: more happens than the statement says. */
  isOpaque: boolean
}

export interface Column {
  name: string
  /** The expression of its default. */
  default: string | undefined
  /** The sequence behind an identity column. */
  identity: string | undefined
  isGenerated: boolean
  type: string
}

type ForeignKeyAction = 'none' | 'cascade' | 'set'

interface Row {
  relations:
    | {
        name: string
        roots: string[]
        kind: string
        opaque: boolean
        hides: boolean
        columns:
          | {
              name: string
              default: string | null
              identity: string | null
              generated: boolean
              type: string
            }[]
          | null
        expressions: string[] | null
        keys: string[] | null
        deferrable: boolean
        view: string | null
      }[]
    | null
  foreign_keys:
    | { child: string; parent: string; columns: string[]; del: string; upd: string }[]
    | null
  functions: { name: string; pure: boolean; readable: boolean; sources: string[] }[] | null
  operators: string[] | null
  types: string[] | null
  /** The checks and defaults of domains. */
  domains: string[] | null
  casts: boolean
}

const people = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`
// A function in C or in the server, declared immutable, touches nothing. One in SQL may be declared so and read.
const isPure = `(l.lanname in ('c', 'internal') and p.provolatile = 'i' and p.prokind <> 'a')`

// What it does stands in no function: policies, rules, another server.
const hides = `(c.relrowsecurity or (c.relhasrules and c.relkind not in ('v', 'm')) or c.relkind = 'f')`

const catalogQuery = `
with recursive tree as (
  select c.oid, c.oid as root from pg_class c
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not exists (select from pg_inherits i where i.inhrelid = c.oid)
  union
  select i.inhrelid, t.root from tree t join pg_inherits i on i.inhparent = t.oid
),
own_functions as (
  select p.oid, p.proname, ${isPure} as pure, l.lanname in ('sql', 'plpgsql') as readable,
    coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as source
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
  where ${people}
)
select
  (select json_agg(json_build_object(
    'name', c.relname, 'roots', (select json_agg(r.relname) from tree t join pg_class r on r.oid = t.root where t.oid = c.oid),
    'kind', c.relkind,
    'opaque', ${hides} or exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
    'hides', ${hides} or exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgqual is not null),
    'columns', (select json_agg(json_build_object(
        'name', a.attname, 'default', pg_get_expr(d.adbin, d.adrelid),
        'identity', case when a.attidentity <> '' then (
          select s.relname from pg_depend x join pg_class s on s.oid = x.objid and s.relkind = 'S'
          where x.classid = 'pg_class'::regclass and x.refobjid = c.oid and x.refobjsubid = a.attnum and x.deptype = 'i') end,
        'generated', a.attgenerated <> '', 'type', y.typname) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      join pg_type y on y.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    'expressions', (select json_agg(e) from (
        select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
        union all
        select pg_get_expr(i.indpred, i.indrelid) from pg_index i where i.indrelid = c.oid and i.indpred is not null
        union all
        select pg_get_indexdef(i.indexrelid, k.n, true) from pg_index i, generate_series(1, i.indnatts) as k(n)
        where i.indrelid = c.oid and i.indkey[k.n - 1] = 0
      ) as all_of(e)),
    'keys', (select json_agg(distinct a.attname) from pg_index i
        join pg_depend x on x.classid = 'pg_class'::regclass and x.objid = i.indexrelid
          or x.classid = 'pg_constraint'::regclass and x.objid in (select k.oid from pg_constraint k where k.conindid = i.indexrelid)
        join pg_attribute a on a.attrelid = x.refobjid and a.attnum = x.refobjsubid
        where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
          and x.refclassid = 'pg_class'::regclass and x.refobjid = c.oid and x.refobjsubid > 0),
    'deferrable', exists (select from pg_constraint k where (k.conrelid = c.oid or k.confrelid = c.oid) and k.condeferrable),
    'view', case when c.relkind = 'v' then pg_get_viewdef(c.oid) end))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${people} and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')) as relations,
  (select json_agg(json_build_object('child', child.relname, 'parent', parent.relname, 'del', k.confdeltype, 'upd', k.confupdtype,
    'columns', (select json_agg(a.attname) from unnest(k.conkey) number
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = number)))
  from pg_constraint k
  join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
  where k.contype = 'f') as foreign_keys,
  (select json_agg(json_build_object('name', name, 'pure', pure, 'readable', readable, 'sources', sources)) from (
    select proname as name, bool_and(pure) as pure, bool_and(readable) as readable, array_agg(source) as sources
    from own_functions group by proname) as f) as functions,
  (select json_agg(distinct o.oprname) from pg_operator o join own_functions f on f.oid = o.oprcode where not f.pure) as operators,
  (select json_agg(distinct t.typname) from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${people} and (
      t.typtype = 'd' and exists (select from pg_constraint k where k.contypid = t.oid)
      or t.typtype = 'd' and t.typdefault is not null
      or t.typtype = 'b' and exists (select from own_functions f where f.oid in (t.typinput, t.typoutput) and not f.pure))) as types,
  (select json_agg(expression) from (
    select pg_get_constraintdef(k.oid) from pg_constraint k where k.contypid <> 0
    union all
    select t.typdefault from pg_type t where t.typtype = 'd' and t.typdefault is not null) as d(expression)) as domains,
  exists (select from pg_cast x join own_functions f on f.oid = x.castfunc where not f.pure) as casts`

/** Reads what a database holds, as its sessions find it now. */
export async function readCatalog(
  client: ClientBase,
  pureFunctions: ReadonlySet<string>,
): Promise<Catalog> {
  const { rows } = await client.query<Row>({ name: 'catalog', text: catalogQuery })
  return createCatalog(rows[0]!, pureFunctions)
}

function createCatalog(row: Row, pureFunctions: ReadonlySet<string>): Catalog {
  const tables = new Map<string, Table & { keyColumns: Set<string> }>()
  const views = new Map<string, string[]>()
  const sequences = new Set<string>()
  const ownTypes = new Set(row.types ?? [])
  for (const each of row.relations ?? []) {
    if (each.kind === 'S') sequences.add(each.name)
    else if (each.kind === 'v') views.set(each.name, [...(views.get(each.name) ?? []), each.view!])
    else addRelation(tables, each, ownTypes)
  }
  for (const { child, parent, columns, del, upd } of row.foreign_keys ?? []) {
    tables.get(child)?.parents.push({ table: parent, columns })
    tables.get(parent)?.children.push({
      table: child,
      columns,
      onDelete: actionOf(del),
      onUpdate: actionOf(upd),
    })
  }
  const texts = textsIn(row)
  return {
    tables,
    views,
    sequences,
    pureFunctions,
    ownFunctions: new Map((row.functions ?? []).map(({ name, pure }) => [name, { isPure: pure }])),
    settingNames: customNamesIn(texts.join('\n')),
    hidden: hiddenEffects(texts, {
      isComplete: (row.functions ?? []).every(({ pure, readable }) => pure || readable),
      hides: (row.relations ?? []).some((each) => each.hides),
    }),
    ownOperators: new Set(row.operators ?? []),
    ownTypes,
    hasOwnCasts: row.casts,
  }
}

function addRelation(
  tables: Map<string, Table & { keyColumns: Set<string> }>,
  relation: NonNullable<Row['relations']>[number],
  ownTypes: ReadonlySet<string>,
): void {
  const [root = relation.name] = relation.roots
  const table = tables.get(root) ?? tables.get(relation.name) ?? emptyTable(root)
  // A heir of several parents, or one name in several schemas: which of them is meant is not known.
  for (const name of [...relation.roots, relation.name]) {
    const other = tables.get(name)
    if (other !== undefined && other !== table) other.isOpaque = table.isOpaque = true
    else tables.set(name, table)
  }
  for (const column of relation.columns ?? []) {
    table.columns.push({
      name: column.name,
      default: column.default === null || column.generated ? undefined : column.default,
      identity: column.identity ?? undefined,
      isGenerated: column.generated,
      type: column.type,
    })
    if (column.generated && column.default !== null) table.expressions.push(column.default)
    if (ownTypes.has(column.type)) table.isOpaque = true
  }
  for (const column of relation.keys ?? []) table.keyColumns.add(column)
  table.expressions.push(...(relation.expressions ?? []))
  table.isPartitioned ||= relation.kind === 'p' || root !== relation.name
  table.isDeferrable ||= relation.deferrable
  table.isOpaque ||= relation.opaque
}

function emptyTable(resource: string): Table & { keyColumns: Set<string> } {
  return {
    resource,
    columns: [],
    keyColumns: new Set(),
    parents: [],
    children: [],
    expressions: [],
    isPartitioned: false,
    isDeferrable: false,
    isOpaque: false,
  }
}

function actionOf(letter: string): ForeignKeyAction {
  if (letter === 'c') return 'cascade'
  return letter === 'n' || letter === 'd' ? 'set' : 'none'
}

/** All that people wrote for the server to evaluate: sources of functions, views, expressions. */
function textsIn({ functions, relations, domains }: Row): string[] {
  const sources = (functions ?? []).flatMap(({ pure, sources: own }) => (pure ? [] : own))
  const others = (relations ?? []).flatMap(({ view, expressions, columns }) => [
    ...(view === null ? [] : [view]),
    ...(expressions ?? []),
    ...(columns ?? []).flatMap((column) => column.default ?? []),
  ])
  return [...sources, ...others, ...(domains ?? [])]
}
