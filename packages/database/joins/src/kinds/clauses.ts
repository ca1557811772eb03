import type { Pool } from 'pg'

export interface ClauseCase {
  clause: string
  name: string
  statement: string
}

/** Which names a clause may use: it tells in which order the clauses are evaluated. */
export const clauseCases: readonly ClauseCase[] = [
  {
    clause: 'where',
    name: 'a column of the select list',
    statement: 'select total * 2 as twice from orders where twice > 10',
  },
  {
    clause: 'where',
    name: 'an aggregate',
    statement: 'select customer_id from orders where count(*) > 1 group by customer_id',
  },
  {
    clause: 'where',
    name: 'a window function',
    statement: 'select id from orders where row_number() over (order by id) = 1',
  },
  {
    clause: 'group by',
    name: 'a column of the select list',
    statement: 'select total * 2 as twice, count(*) from orders group by twice',
  },
  {
    clause: 'having',
    name: 'a column of the select list',
    statement:
      'select customer_id, count(*) as many from orders group by customer_id having many > 1',
  },
  {
    clause: 'having',
    name: 'an aggregate',
    statement: 'select customer_id from orders group by customer_id having count(*) > 1',
  },
  {
    clause: 'select',
    name: 'another column of the select list',
    statement: 'select total * 2 as twice, twice + 1 from orders',
  },
  {
    clause: 'order by',
    name: 'a column of the select list',
    statement: 'select total * 2 as twice from orders order by twice',
  },
  {
    clause: 'order by',
    name: 'that column in an expression',
    statement: 'select total * 2 as twice from orders order by twice + 1',
  },
]

/** What PostgreSQL answers: `accepted`, or the code of its error. */
export async function answerOfClause(pool: Pool, { statement }: ClauseCase): Promise<string> {
  return pool.query(statement).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  )
}
