import type pg from 'pg'
import type { Query } from './query.ts'

/** Asks what a session holds beyond its transactions. */
export const askLeftovers = `
  select 'an advisory lock' as leaves from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
  union all
  select 'the prepared statement ' || name from pg_prepared_statements where from_sql
  union all
  select 'the setting ' || name || ' = ' || setting from pg_settings
  where source = 'session' and (name, setting) <> ('deadlock_timeout', '2000')
    and name not in ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')
  union all
  select 'the setting role = ' || current_setting('role') where current_setting('role') <> 'none'
  union all
  select 'the setting session_authorization = ' || current_setting('session_authorization')
  from pg_stat_get_activity(pg_backend_pid())
  where pg_get_userbyid(usesysid) <> current_setting('session_authorization')
  union all
  select 'a listener on ' || channel from pg_listening_channels() as channel
  union all
  select 'the temporary ' || case relkind when 'v' then 'view' when 'S' then 'sequence' else 'table' end || ' ' || relname
  from pg_class c
  where relnamespace = pg_my_temp_schema() and relkind in ('r', 'p', 'v', 'S')
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype in ('a', 'i'))
  union all
  select 'the temporary function ' || proname from pg_proc where pronamespace = pg_my_temp_schema()
  union all
  select 'the temporary type ' || typname from pg_type t
  where typnamespace = pg_my_temp_schema() and typelem = 0
    and not exists (select from pg_class where oid = t.typrelid and relkind <> 'c')
    and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = t.oid and deptype = 'i')
  union all
  select 'the cursor ' || name from pg_cursors`

/** @param rows What `askLeftovers` found. */
export function leftoversIn({ rows }: pg.QueryResult): string[] {
  return [...new Set((rows as { leaves: string }[]).map(({ leaves }) => leaves))]
}

export async function findLeftovers(query: Query): Promise<string[]> {
  return leftoversIn((await query(askLeftovers)) as pg.QueryResult)
}

/**
 * Asks for settings that PostgreSQL does not list, because it knows them only since they were set.
 *
 * @param names What may be their names; others are no settings.
 * @returns Their values; empty for one that was reset, which PostgreSQL never forgets.
 */
export async function findCustomSettings(
  query: Query,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  const { rows } = (await query(askCustomSettings, [names])) as pg.QueryResult<{
    name: string
    value: string
  }>
  return new Map(rows.map(({ name, value }) => [name, value]))
}

const askCustomSettings = `
  select name, current_setting(name, true) as value from unnest($1::text[]) as name
  where current_setting(name, true) is not null and lower(name) not in (select lower(s.name) from pg_settings s)`

const dotted = /[a-z_][\w$]*(?:\.[a-z_][\w$]*)+/gi

/** What may be the name of such a setting in a text: all names with a dot. */
export function customNamesIn(text: string): string[] {
  return [...new Set(text.match(dotted))]
}
