// The two queries in one transaction at repeatable read: both read the same snapshot.
// Costs a begin and a commit: four round trips instead of two.
import { inTransaction } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import { twoQueries } from '../whole-list/two-queries.ts'
import type { User } from '../whole-list/user.ts'

export function twoQueriesOfOneSnapshot(pool: Pool, limit: number): Promise<User[]> {
  return inTransaction(pool, (client) => twoQueries(client, limit), { level: 'repeatable read' })
}
