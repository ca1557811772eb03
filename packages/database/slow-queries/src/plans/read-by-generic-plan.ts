import { explain } from '@lab/stage/explain'
import type { Explained } from '@lab/stage/explain'
import type { Database } from '../open-database.ts'

/**
 * Prepares one statement and asks for the oldest orders of a status: first of the few that failed,
 * then six times of the many that were shipped, then of the failed ones again.
 */
export async function readByGenericPlan({
  client,
}: Database): Promise<{ custom: Explained; generic: Explained; genericPlans: number }> {
  await client.query('create index orders_in_time on orders (created_at)')
  await client.query('analyze orders')
  await client.query(`prepare oldest (text) as
    select id from orders where status = $1 order by created_at limit 10`)
  const custom = await explain(client, `execute oldest ('failed')`)
  for (let call = 0; call < 6; call++) await client.query(`execute oldest ('shipped')`)
  const generic = await explain(client, `execute oldest ('failed')`)
  const { rows } = await client.query(
    `select generic_plans::int from pg_prepared_statements where name = 'oldest'`,
  )
  return { custom, generic, genericPlans: rows[0].generic_plans }
}
