// Fails: gives each id its own rows, in any order of the rows
// Takes the n-th row for the n-th id. No query promises that order, or one row for each id.
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
      const rows = await query(batch.map(({ id }) => id))
      for (const [index, { resolve }] of batch.entries()) {
        resolve(batch.length === 1 ? rows : rows.slice(index, index + 1))
      }
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
