// Values are parameters. An identifier cannot be one, so the client chooses from a list, and the text
// comes from the list.
import { BadRequestError } from '../open-shop.ts'
import type { Product, Statements } from '../open-shop.ts'
import { limitOf, literally, parametersForValues } from './parameters-for-values.ts'

const sorts: ReadonlyMap<string, string> = new Map([
  ['name', 'name'],
  ['price', 'price, name'],
])

export const parametersAndAList: Statements = {
  ...parametersForValues,
  async products(pool, { search, sort, limit }) {
    const columns = sorts.get(sort)
    if (columns === undefined) throw new BadRequestError('sort must be name or price')
    const { rows } = await pool.query<Product>(
      `select name, price from products where name like '%' || $1 || '%' order by ${columns} limit $2`,
      [literally(search), limitOf(limit)],
    )
    return rows
  },
}
