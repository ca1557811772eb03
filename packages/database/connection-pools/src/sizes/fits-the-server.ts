/** A way to get connections for many requests. */
export interface Connections extends AsyncDisposable {
  /** Gives a connection, and takes it back when it is disposed. */
  take(): Promise<AsyncDisposable>
  /** How many requests wait for one. */
  waiting(): number
}

export type OpenConnections = (url: string) => Connections

export interface Served {
  answered: number
  /** Requests that hear 53300: too many clients. */
  refused: number
  /** How many connections the server has at most at once. */
  connections: number
  violation: string | undefined
}

/**
 * The contract of every way: requests that come at once are all answered by a server that has fewer
 * connections. Each keeps its connection until the last one has got one, is refused, or waits.
 */
export async function fitsTheServer(
  url: string,
  open: OpenConnections,
  requests: number,
): Promise<Served> {
  await using connections = open(url)
  const allThere = Promise.withResolvers<void>()
  const served = { answered: 0, refused: 0, connections: 0 }
  let held = 0
  const look = () => {
    if (held + served.refused + connections.waiting() >= requests) allThere.resolve()
  }
  const ask = async () => {
    try {
      await using _connection = await connections.take()
      held++
      served.connections = Math.max(served.connections, held)
      look()
      await allThere.promise
      held--
      served.answered++
    } catch (error) {
      if ((error as { code?: string }).code !== '53300') throw error
      served.refused++
      look()
    }
  }
  await Promise.all(Array.from({ length: requests }, ask))
  const { refused } = served
  const violation =
    refused > 0 ? `${refused} of ${requests} requests are refused (53300)` : undefined
  return { ...served, violation }
}
