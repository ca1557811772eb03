// The same rows as keyset, by a comparison written out for each column. PostgreSQL cannot begin in
// the index at an or: it reads from the top and throws away, as offset does.
import { keyset } from '../pages/keyset.ts'
import type { ReadPage } from '../pages/page.ts'

const rowComparison = '(created_at, id) < ($2::timestamptz, $3::bigint)'
const writtenOut =
  '(created_at < $2::timestamptz or (created_at = $2::timestamptz and id < $3::bigint))'

export const spelledOutOr: ReadPage = (db, limit, after) =>
  keyset(
    {
      query: (text: string, values: unknown[]) =>
        db.query(text.replace(rowComparison, writtenOut), values),
    } as typeof db,
    limit,
    after,
  )
