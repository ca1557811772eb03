import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { IsolationLevel } from '@lab/servers/in-transaction'
import type { Pool } from 'pg'
import type { Database } from './open-database.ts'

/** One way to leave the list of doctors on call, at a level. */
export type Leave = (
  pool: Pool,
  level: IsolationLevel,
  me: string,
  other: string,
) => Promise<'left' | 'stays'>

/**
 * The contract: Alice and Bob are on call, both want to leave, and one doctor stays on call. Each
 * way keeps that rule when it runs alone, so every serial order keeps it.
 */
export function keepsOneOnCall(
  { pool, plain }: Database,
  level: IsolationLevel,
  ways: { alice: Leave; bob: Leave },
): Race {
  return conduct({
    setup: () => plain.query(`truncate on_call; insert into on_call values ('alice'), ('bob')`),
    actors: {
      alice: () => ways.alice(pool, level, 'alice', 'bob'),
      bob: () => ways.bob(pool, level, 'bob', 'alice'),
    },
    invariant: async () => {
      const { rows } = await plain.query('select doctor from on_call')
      return rows.length === 0 ? 'no doctor is on call' : undefined
    },
  })
}
