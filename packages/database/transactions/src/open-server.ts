import { readFile } from 'node:fs/promises'
import { dedicatedPostgres } from '@lab/servers/dedicated-postgres'
import type { DedicatedPostgres } from '@lab/servers/dedicated-postgres'

/**
 * Nothing but a commit that waits for it writes the log to the disk: what is lost in a crash is then
 * the same in each run. The server's own defaults write it three times a second.
 */
export const quietLog = {
  autovacuum: 'off',
  wal_writer_delay: '10s',
  wal_writer_flush_after: '1GB',
}

/** Opens a server to kill, with the tables of this concept. */
export async function openServer(
  settings: Record<string, string> = quietLog,
): Promise<DedicatedPostgres> {
  const server = await dedicatedPostgres({ settings })
  const client = await server.connect()
  await client.query(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'))
  await client.end()
  return server
}
