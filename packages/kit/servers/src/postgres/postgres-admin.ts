import { Client } from 'pg'
import { createQueue } from '../machine/queue.ts'

export interface PostgresAdmin {
  query: (statement: string) => Promise<void>
}

/** One connection for statements one after another; it comes back after it was terminated. */
export function createPostgresAdmin(url: string): PostgresAdmin {
  const enqueue = createQueue()
  let connection: Promise<Client> | undefined

  const attempt = async (statement: string) => {
    connection ??= connect(url)
    try {
      await (await connection).query(statement)
    } catch (error) {
      if (isConnectionLost(error)) connection = undefined
      throw error
    }
  }
  return {
    query: (statement) =>
      enqueue(async () => {
        try {
          await attempt(statement)
        } catch (error) {
          if (!isConnectionLost(error)) throw error
          await attempt(statement)
        }
      }),
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'backend-lab keeper' })
  client.on('error', () => {})
  await client.connect()
  return client
}

// Class 57P is an operator's intervention; pg's own errors about its socket have no SQLSTATE.
function isConnectionLost(error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return code === '' || code.startsWith('57P') || code.startsWith('E')
}
