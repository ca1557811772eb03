import { Connection, Consumer } from '@platformatic/kafka'

/** Sends one request, and gives its reply. */
export type Ask = <Given extends unknown[], Reply>(
  request: { api: { async: (connection: Connection, ...given: Given) => Promise<Reply> } },
  ...given: Given
) => Promise<Reply>

export interface Coordinator extends AsyncDisposable {
  /** Opens a connection, for one member: a request that waits for another member holds it up. */
  connect(): Promise<Ask>
}

/** Finds the broker that keeps a group, and speaks to it by bare requests. */
export async function openCoordinator(brokers: string[], groupId: string): Promise<Coordinator> {
  const clientId = 'late-commits'
  const client = new Consumer({ clientId, groupId, bootstrapBrokers: brokers, retryDelay: 100 })
  const node = await client.findGroupCoordinator()
  const { host, port } = (await client.metadata({ topics: [] })).brokers.get(node)!
  await client.close()
  const connections: Connection[] = []
  return {
    async connect() {
      const connection = new Connection(clientId)
      connections.push(connection)
      await connection.connect(host, port)
      return (request, ...given) => request.api.async(connection, ...given)
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(connections.map((connection) => connection.close()))
    },
  }
}
