import { Client } from 'pg'
import type { Running } from '../machine/start-on-free-port.ts'

/** A process or a container that answers. */
export interface RunningPostgres extends Running<{ version: string }> {
  url(database: string): string
}

/** Asks a server for its version, as soon as it answers. */
export async function probePostgres(url: string): Promise<{ version: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return { version: rows[0]?.server_version ?? '' }
  } finally {
    await client.end().catch(() => {})
  }
}
