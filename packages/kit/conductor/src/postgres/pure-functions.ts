import type { ClientBase } from 'pg'

const pureQuery = `
select proname as name from pg_proc where pronamespace = 'pg_catalog'::regnamespace
group by proname having bool_and(provolatile = 'i')`

// What is stable or volatile, and yet touches nothing that another client may change.
const harmless = `
now transaction_timestamp statement_timestamp clock_timestamp timeofday random random_normal setseed
gen_random_uuid uuidv4 uuidv7 pg_sleep pg_sleep_for pg_sleep_until pg_backend_pid pg_typeof version
current_setting current_schema current_schemas current_database current_user session_user currval lastval
to_char to_timestamp to_date to_number date_trunc date_part date_bin extract age timezone make_timestamptz
concat concat_ws format array_to_string string_agg array_agg generate_series
to_json to_jsonb row_to_json array_to_json json_build_object json_build_array jsonb_build_object
jsonb_build_array json_agg jsonb_agg json_object_agg jsonb_object_agg json_populate_record
json_populate_recordset jsonb_populate_record jsonb_populate_recordset json_to_record json_to_recordset
jsonb_to_record jsonb_to_recordset to_tsvector to_tsquery plainto_tsquery phraseto_tsquery
websearch_to_tsquery ts_headline
`

/** Reads which of PostgreSQL's own functions touch nothing; the same for all databases of a server. */
export async function readPureFunctions(client: ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(pureQuery)
  return new Set([...rows.map(({ name }) => name), ...harmless.trim().split(/\s+/)])
}
