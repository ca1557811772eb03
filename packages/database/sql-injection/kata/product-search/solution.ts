import type { Pool } from 'pg'

/** As it comes from the query of a request: nothing is checked yet. */
export interface ProductSearch {
  search: string
  sort: string
  direction: string
  limit: string
  /** Only these products, if given. */
  ids?: string[]
}

export type Found = { id: number; name: string; price: number }[] | 'bad request'

const sorts = new Map([
  ['name', 'name'],
  ['price', 'price'],
])
const directions = new Map([
  ['asc', 'asc'],
  ['desc', 'desc'],
])

export async function searchProducts(pool: Pool, asked: ProductSearch): Promise<Found> {
  // A column cannot be a parameter: its text comes from the list, not from the client.
  const column = sorts.get(asked.sort)
  const direction = directions.get(asked.direction)
  const limit = /^[1-9]\d?$/.test(asked.limit) ? Number(asked.limit) : 0
  if (column === undefined || direction === undefined) return 'bad request'
  if (limit < 1 || limit > 50) return 'bad request'
  if (asked.ids?.some((id) => !/^[1-9]\d{0,8}$/.test(id))) return 'bad request'
  const { rows } = await pool.query(
    `select id, name, price from products
     where name like '%' || $1 || '%' and ($2::int[] is null or id = any($2))
     order by ${column} ${direction}, id limit $3`,
    [literally(asked.search), asked.ids ?? null, limit],
  )
  return rows
}

/** A pattern of like that matches the text and nothing else. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
