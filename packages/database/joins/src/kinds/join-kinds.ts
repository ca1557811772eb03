import type { Pool } from 'pg'

export interface JoinKind {
  kind: string
  statement: string
  /** What it is for, in the words of the example. */
  gives: string
}

const both = 'select name, total from customers'
const order = 'order by name, total'

export const joinKinds: readonly JoinKind[] = [
  {
    kind: 'inner',
    statement: `${both} join orders on customer_id = customers.id ${order}`,
    gives: 'pairs',
  },
  {
    kind: 'left',
    statement: `${both} left join orders on customer_id = customers.id ${order}`,
    gives: 'pairs, and customers without an order',
  },
  {
    kind: 'right',
    statement: `${both} right join orders on customer_id = customers.id ${order}`,
    gives: 'pairs, and orders without a customer',
  },
  {
    kind: 'full',
    statement: `${both} full join orders on customer_id = customers.id ${order}`,
    gives: 'pairs, and what is alone on either side',
  },
  {
    kind: 'cross',
    statement: `${both} cross join orders ${order}`,
    gives: 'every customer with every order',
  },
  {
    kind: 'self',
    statement: `select a.name || ' and ' || b.name as name, null as total
      from customers a join customers b on a.id < b.id order by 1`,
    gives: 'every two customers, once',
  },
  {
    kind: 'semi',
    statement: `select name, null as total from customers
      where exists (select from orders where customer_id = customers.id) order by name`,
    gives: 'customers with an order, once each',
  },
  {
    kind: 'anti',
    statement: `select name, null as total from customers
      where not exists (select from orders where customer_id = customers.id) order by name`,
    gives: 'customers without an order',
  },
  {
    kind: 'lateral',
    statement: `${both} cross join lateral (
      select total from orders where customer_id = customers.id order by total desc limit 1
    ) as largest ${order}`,
    gives: 'the largest order of each customer',
  },
]

/** The rows of a kind of join, as `Ada 50, Linus –`. */
export async function rowsOfKind(pool: Pool, { statement }: JoinKind): Promise<string[]> {
  const { rows } = await pool.query<{ name: string | null; total: number | null }>(statement)
  const single = statement.includes('null as total')
  return rows.map(({ name, total }) => (single ? name! : `${name ?? '–'} ${total ?? '–'}`))
}
