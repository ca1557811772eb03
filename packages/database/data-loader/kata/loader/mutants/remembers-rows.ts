// Fails: asks for an id once when two callers load it together
// Remembers rows, not promises: until the query is answered it knows nothing of an id.
export interface Row {
  ownerId: number
  title: string
}

export type Query = (ids: number[]) => Promise<Row[]>

export function createLoader(query: Query): (id: number) => Promise<Row[]> {
  const loaded = new Map<number, Row[]>()
  let waiting: { id: number; resolve(rows: Row[]): void; reject(error: unknown): void }[] = []

  async function send(): Promise<void> {
    const batch = waiting
    waiting = []
    try {
      const rows = Map.groupBy(await query(batch.map(({ id }) => id)), ({ ownerId }) => ownerId)
      for (const { id, resolve } of batch) {
        loaded.set(id, rows.get(id) ?? [])
        resolve(rows.get(id) ?? [])
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return (id) => {
    const known = loaded.get(id)
    if (known !== undefined) return Promise.resolve(known)
    // Comes after all promise callbacks that can run now.
    if (waiting.length === 0) setImmediate(() => void send())
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    waiting.push({ id, resolve, reject })
    return promise
  }
}
