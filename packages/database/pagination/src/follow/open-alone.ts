import { readFile } from 'node:fs/promises'
import { watch } from '@lab/conductor'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { Database } from '../open-database.ts'

/**
 * Opens a server for this story alone: the oldest running transaction of the whole server decides
 * what `belowTheSnapshot` may read, also one of another database, or of autovacuum.
 */
export async function openAlone(): Promise<Pick<Database, 'pool' | 'plain'> & AsyncDisposable> {
  const server = await dedicatedPostgres({ settings: { autovacuum: 'off' } })
  const plain = server.pool()
  await plain.query(await readFile(new URL('../../schema.sql', import.meta.url), 'utf8'))
  return {
    pool: watch(server.pool()),
    plain,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
