import { conduct } from '@lab/conductor'
import type { Race } from '@lab/conductor'
import type { Pool } from 'pg'
import type { Database } from '../open-database.ts'

/** How a deploy migrates; gives the names of the migrations that it ran. */
export type Deploy = (pool: Pool) => Promise<string[]>

// A run of node-pg-migrate is some twenty steps. The orders in which a deploy is interrupted once are
// 26 and more; all of them are thousands.
export const onceInterrupted = { preemptions: 1 }

/** The contract: two deploys at once run the migration, which adds a customer, once. */
export function migratesOnce(pool: Pool, { plain }: Pick<Database, 'plain'>, deploy: Deploy): Race {
  return conduct({
    setup: () =>
      plain.query(
        `drop table if exists pgmigrations;
         create table pgmigrations (
           id serial primary key, name varchar(255) not null, run_on timestamp not null
         );
         delete from customers where name = 'Support'`,
      ),
    actors: { east: () => deploy(pool), west: () => deploy(pool) },
    invariant: async () => {
      const { rows } = await plain.query(
        `select count(*)::int as added from customers where name = 'Support'`,
      )
      return rows[0].added === 1 ? undefined : `the migration ran ${rows[0].added} times`
    },
  })
}
