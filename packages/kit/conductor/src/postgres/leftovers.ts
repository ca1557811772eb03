import type pg from 'pg'

/** Asks what a session holds beyond its transactions. */
export const askLeftovers = `
  select 'an advisory lock' as leaves from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
  union all
  select 'the prepared statement ' || name from pg_prepared_statements where from_sql
  union all
  select 'the setting ' || name || ' = ' || setting from pg_settings
  where source = 'session' and name not in ('deadlock_timeout', 'log_lock_waits', 'client_min_messages')
  union all
  select 'a listener on ' || channel from pg_listening_channels() as channel
  union all
  select 'the temporary table ' || relname from pg_class
  where relnamespace = pg_my_temp_schema() and relkind in ('r', 'p')
  union all
  select 'the cursor ' || name from pg_cursors`

/** @param rows What `askLeftovers` found. */
export function leftoversIn({ rows }: pg.QueryResult): string[] {
  return [...new Set((rows as { leaves: string }[]).map(({ leaves }) => leaves))]
}
