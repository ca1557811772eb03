// Fails: asks once for all ids that are loaded in one turn
// Cuts a long list into queries of a hundred ids, although nothing bounds the list.
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
      const ids = batch.map(({ id }) => id)
      const parts: Promise<Row[]>[] = []
      for (let at = 0; at < ids.length; at += 100) parts.push(query(ids.slice(at, at + 100)))
      const rows = Map.groupBy((await Promise.all(parts)).flat(), ({ ownerId }) => ownerId)
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
    // Comes after all promise callbacks that can run now.
    if (waiting.length === 0) setImmediate(() => void send())
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
    waiting.push({ id, resolve, reject })
    loads.set(id, promise)
    return promise
  }
}
