// Fails: asks once for all ids that are loaded in one turn
// Remembers promises, and sends a query for each id at once.
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
    waiting = []
    try {
      const rows = Map.groupBy(await query(batch.map(({ id }) => id)), ({ ownerId }) => ownerId)
      for (const { id, resolve } of batch) resolve(rows.get(id) ?? [])
    } catch (error) {
      for (const { id, reject } of batch) {
        loads.delete(id)
        reject(error)
      }
    }
  }

  return (id) => {
    const known = loads.get(id)
    if (known !== undefined) return known
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    waiting.push({ id, resolve, reject })
    loads.set(id, promise)
    void send()
    return promise
  }
}
