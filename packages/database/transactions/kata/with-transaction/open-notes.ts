import { postgres } from '@lab/servers/postgres'
import type { Pool, PoolClient } from 'pg'

const schema = `
  create table notes (note text unique deferrable initially deferred);
  create function lose_connection() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
  create constraint trigger lose_connection after insert on notes
    deferrable initially deferred for each row
    when (new.note = 'lose the connection') execute function lose_connection()`

/** A table whose commit fails for a note that is there twice, and loses the connection for another. */
export async function openNotes() {
  const db = await postgres({ schema })
  const plain = db.pool()
  return {
    /** Ends what an answer has left open, empties the table, and gives a pool. */
    async begin(max = 1): Promise<Pool> {
      await plain.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'answer' and datname = current_database()`,
      )
      await plain.query('truncate notes')
      return db.pool({ max, application_name: 'answer' })
    },
    /** Why these are not the notes that others see, or undefined. */
    async differs(expected: readonly string[]): Promise<string | undefined> {
      const { rows } = await plain.query('select note from notes order by note')
      const found = rows.map(({ note }) => note)
      if (found.join() === expected.join()) return undefined
      return `there is ${found.join(', ') || 'nothing'}, instead of ${expected.join(', ') || 'nothing'}`
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

export async function write(client: PoolClient, note: string): Promise<void> {
  await client.query('insert into notes values ($1)', [note])
}

export async function loseConnection(client: PoolClient): Promise<void> {
  await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
}

/** Lets a pool hand out clients whose connection has just been lost. */
export function loseConnectionsOf(pool: Pool): void {
  const connect = pool.connect.bind(pool)
  pool.connect = async () => {
    const client = await connect()
    await loseConnection(client)
    return client
  }
}
