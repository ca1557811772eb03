// Sends every value as a parameter. The column to sort by is no value, and is still put into the text.
import { BadRequestError } from '../open-shop.ts'
import type { Product, Statements } from '../open-shop.ts'

/** A pattern of like that matches the text and nothing else. */
export const literally = (text: string) => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

export function limitOf(limit: string): number {
  if (!/^[1-9]\d?$/.test(limit)) throw new BadRequestError('limit must be a number from 1 to 99')
  return Number(limit)
}

export const parametersForValues: Statements = {
  async login(pool, email, passwordHash) {
    const { rows } = await pool.query(
      'select email from users where email = $1 and password_hash = $2',
      [email, passwordHash],
    )
    return rows[0]?.email
  },
  async products(pool, { search, sort, limit }) {
    const { rows } = await pool.query<Product>(
      `select name, price from products where name like '%' || $1 || '%' order by ${sort} limit $2`,
      [literally(search), limitOf(limit)],
    )
    return rows
  },
  async rename(pool, email, nickname) {
    await pool.query('update users set nickname = $2 where email = $1', [email, nickname])
  },
  async reviewsOf(pool, email) {
    const { rows } = await pool.query(
      `select review from reviews
       where author = (select nickname from users where email = $1)`,
      [email],
    )
    return rows.map(({ review }) => review)
  },
}
