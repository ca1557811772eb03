// Puts what the client sends into the text of the statement. PostgreSQL cannot tell what of the text
// was meant by whom.
import type { Product, Statements } from '../open-shop.ts'

export const concatenation: Statements = {
  async login(pool, email, passwordHash) {
    const { rows } = await pool.query(
      `select email from users where email = '${email}' and password_hash = '${passwordHash}'`,
    )
    return rows[0]?.email
  },
  async products(pool, { search, sort, limit }) {
    const { rows } = await pool.query<Product>(
      `select name, price from products where name like '%${search}%' order by ${sort} limit ${limit}`,
    )
    return rows
  },
  async rename(pool, email, nickname) {
    await pool.query(`update users set nickname = '${nickname}' where email = '${email}'`)
  },
  async reviewsOf(pool, email) {
    const { rows: users } = await pool.query(`select nickname from users where email = '${email}'`)
    const { rows } = await pool.query(
      `select review from reviews where author = '${users[0]?.nickname}'`,
    )
    return rows.map(({ review }) => review)
  },
}
