import type { Pool, PoolClient } from 'pg'

/** Tables for what the shop knows, made from the one table, and what it does with them. */
export interface Form {
  /** Makes and fills the tables. */
  tables: string
  /** Joins them back into the rows of the one table; `phones` is a list again. */
  joined: string
  /** Customers with the phone number 11. */
  findByPhone: string
  /** Order 1 shows product 10 under a wrong name; it becomes Lantern. */
  renameProduct: string
  /** Product 40, Shelf, which no order has yet. */
  addProduct: string
  /** Order 3, the only one of product 30 and of customer 3. */
  deleteOrder: string
  /** The city of customer 1 was misspelt; it becomes Lugdunum. */
  renameCity: string
  products: string
  customers: string
}

export interface Anomaly {
  change: 'find' | 'rename' | 'add' | 'delete' | 'city'
  what: string
}

/** The contract: each change is made in one place, and nothing else is lost or left behind. */
export async function keepsEachFactOnce(
  pool: Pool,
  form: Form,
): Promise<{ anomalies: Anomaly[]; violation: string | undefined }> {
  const anomalies: Anomaly[] = []
  for (const [change, look] of Object.entries(looks)) {
    const what = await afterChange(pool, form, look)
    if (what !== undefined) anomalies.push({ change: change as Anomaly['change'], what })
  }
  return { anomalies, violation: anomalies[0]?.what }
}

type Look = (client: PoolClient, form: Form) => Promise<string | undefined>

const looks: Record<Anomaly['change'], Look> = {
  async find(client, { findByPhone }) {
    const names = await column(client, findByPhone)
    return names.join() === 'Grace' ? undefined : `phone 11 finds ${names.join(' and ')}`
  },
  async rename(client, { renameProduct, joined }) {
    await client.query(renameProduct)
    const names = await column(
      client,
      `select distinct product_name from (${joined}) as j where product_id = 10 order by 1`,
    )
    return names.length === 1 ? undefined : `product 10 is ${names.join(' and ')}`
  },
  async add(client, { addProduct, products }) {
    const code = await client.query(addProduct).then(
      () => undefined,
      (error: { code: string }) => error.code,
    )
    if (code !== undefined) return `a product without an order is refused with ${code}`
    const names = await column(client, products)
    return names.includes('Shelf') ? undefined : 'the product is not there'
  },
  async delete(client, { deleteOrder, products, customers }) {
    await client.query(deleteOrder)
    const lost = []
    if (!(await column(client, products)).includes('Chair')) lost.push('product Chair')
    if (!(await column(client, customers)).includes('Linus')) lost.push('customer Linus')
    return lost.length === 0 ? undefined : `order 3 takes ${lost.join(' and ')} along`
  },
  async city(client, { renameCity, joined }) {
    await client.query(renameCity)
    const names = await column(
      client,
      `select distinct city from (${joined}) as j where zip = '69001' order by 1`,
    )
    return names.length === 1 ? undefined : `69001 is in ${names.join(' and ')}`
  },
}

/** Makes the tables and one change, looks, and rolls everything back. */
async function afterChange(pool: Pool, form: Form, look: Look): Promise<string | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(form.tables)
    return await look(client, form)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

async function column(client: PoolClient, statement: string): Promise<string[]> {
  const { rows } = await client.query({ text: statement, rowMode: 'array' })
  return rows.map(([value]) => String(value))
}

/** Whether joining the tables of a form gives the rows of the one table again, no more and no fewer. */
export async function joinsBack(pool: Pool, { tables, joined }: Form): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(tables)
    const columns = `order_id, product_id, quantity, product_name, customer_id, customer_name,
      phones, zip, city`
    const { rows } = await client.query(
      `(select ${columns} from everything except all select ${columns} from (${joined}) as j)
       union all
       (select ${columns} from (${joined}) as j except all select ${columns} from everything)`,
    )
    return rows.length === 0
  } finally {
    await client.query('rollback')
    client.release()
  }
}
