export interface Row {
  ownerId: number
  title: string
}

export type Query = (ids: number[]) => Promise<Row[]>

export function createLoader(query: Query): (id: number) => Promise<Row[]> {
  const loaded = new Map<number, Row[]>()
  return async (id) => {
    const rows = loaded.get(id) ?? (await query([id]))
    loaded.set(id, rows)
    return rows
  }
}
