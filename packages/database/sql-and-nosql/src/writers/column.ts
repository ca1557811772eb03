// A column for each fact. An update names the columns that it changes, and leaves the others.
import type { SetKey } from './keeps-both-changes.ts'

export const column: SetKey = async (pool, key, value) => {
  const statement = {
    price: 'update variants set price = $1 where product_id = 1',
    stock: 'update variants set stock = $1 where product_id = 1',
  }[key]
  await pool.query(statement, [value])
  return 'set'
}
