import { Client } from 'pg'
import type { ClientConfig } from 'pg'

/** Opens a connection that takes replication commands, such as the one that makes a slot. */
export async function replicationClient(url: string): Promise<Client> {
  const config: ClientConfig & { replication: string } = {
    connectionString: url,
    // The server's name for it; the types of pg do not know the option.
    replication: 'database',
  }
  const client = new Client(config)
  client.on('error', () => {})
  await client.connect()
  return client
}
