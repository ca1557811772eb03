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

export async function searchProducts(pool: Pool, asked: ProductSearch): Promise<Found> {
  const { search, sort, direction, limit, ids } = asked
  const { rows } = await pool.query(`
    select id, name, price from products
    where name like '%${search}%' ${ids ? `and id in (${ids.join(', ')})` : ''}
    order by ${sort} ${direction}, id limit ${limit}`)
  return rows
}
