// Fails: asks at once for an id that is loaded while a query is under way
// Empties its list when the query is answered. A load that comes meanwhile waits for a query that is never sent.
export interface Row {
  ownerId: number
  title: string
}

export type Query = (ids: number[]) => Promise<Row[]>

export function createLoader(query: Query): (id: number) => Promise<Row[]> {
  const loads = new Map<number, Promise<Row[]>>()
  let waiting: { id: number; resolve(rows: Row[]): void; reject(error: unknown): void }[] = []

  async function send(): Promise<void> {
    const batch = waiting
    try {
      const rows = Map.groupBy(await query(batch.map(({ id }) => id)), ({ ownerId }) => ownerId)
      waiting = []
      for (const { id, resolve } of batch) resolve(rows.get(id) ?? [])
    } catch (error) {
      waiting = []
      for (const { id, reject } of batch) {
        loads.delete(id)
        reject(error)
      }
    }
  }

  return (id) => {
    const known = loads.get(id)
    if (known !== undefined) return known
    // Comes after all promise callbacks that can run now.
    if (waiting.length === 0) setImmediate(() => void send())
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    waiting.push({ id, resolve, reject })
    loads.set(id, promise)
    return promise
  }
}
