import type { QueryResultRow } from 'pg'
import type { Queryable } from '../open-database.ts'

/**
 * Reads what belongs to a list of rows, in one statement.
 *
 * @param sql With the ids as its only parameter: `… where user_id = any($1) order by id`.
 * @param parentIds As the database returns them: a bigint is text.
 * @param parentColumn Of the children: which one each belongs to.
 * @returns The children of each parent, in the order of the statement. A parent without any has no
 *   entry.
 */
export async function childrenOf<Id, Child extends QueryResultRow = QueryResultRow>(
  db: Queryable,
  sql: string,
  parentIds: readonly Id[],
  parentColumn: string,
): Promise<Map<Id, Child[]>> {
  const { rows } = await db.query<Child>(sql, [parentIds])
  return Map.groupBy(rows, (row) => row[parentColumn])
}
