import type { Pool } from 'pg'

/** What one version of the service does with a customer. */
export interface Version {
  name: string
  create(pool: Pool, name: string): Promise<string>
  rename(pool: Pool, id: string, name: string): Promise<void>
  read(pool: Pool, id: string): Promise<string | null>
}

/** The service as it is before the change, or after it: all its statements name one column. */
function versionOn(name: string, column: 'name' | 'full_name'): Version {
  return {
    name,
    async create(pool, value) {
      const { rows } = await pool.query(
        `insert into customers (${column}) values ($1) returning id`,
        [value],
      )
      return rows[0].id
    },
    async rename(pool, id, value) {
      await pool.query(`update customers set ${column} = $2 where id = $1`, [id, value])
    },
    async read(pool, id) {
      const { rows } = await pool.query(`select ${column} as value from customers where id = $1`, [
        id,
      ])
      return rows[0].value
    },
  }
}

export const oldVersion = versionOn('old', 'name')
export const newVersion = versionOn('new', 'full_name')
