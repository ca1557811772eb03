import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import type { RunnerOption } from 'node-pg-migrate'
import { Client } from 'pg'
import type { ClientBase } from 'pg'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * Migrates with node-pg-migrate, as a deploy does.
 *
 * @param database The URL for a connection of its own, or a connection that is open.
 * @returns The names of the migrations that were run.
 */
export async function migrate(
  database: string | ClientBase,
  folder: string,
  options: Partial<RunnerOption> = {},
): Promise<string[]> {
  if (typeof database !== 'string') return run(database, folder, options)
  const client = new Client({ connectionString: database })
  // What the server says to a connection that it ends comes as an event, too.
  client.on('error', () => {})
  await client.connect()
  try {
    return await run(client, folder, options)
  } finally {
    await client.end()
  }
}

async function run(
  dbClient: ClientBase,
  folder: string,
  options: Partial<RunnerOption>,
): Promise<string[]> {
  const done = await runner({
    dir: fileURLToPath(new URL(`../migrations/${folder}`, import.meta.url)),
    direction: 'up',
    migrationsTable: 'pgmigrations',
    logger: silent,
    ...options,
    dbClient,
  } as RunnerOption)
  return done.map(({ name }) => name)
}
