import type { Pool } from 'pg'

export interface ReportRow {
  name: string
  /** How many orders. */
  orders: number
  ordered: number
  paid: number
}

/** What the rows of the tables are, added up by hand. */
export const expected: readonly ReportRow[] = [
  { name: 'Ada', orders: 2, ordered: 80, paid: 80 },
  { name: 'Barbara', orders: 0, ordered: 0, paid: 5 },
  { name: 'Grace', orders: 1, ordered: 50, paid: 50 },
  { name: 'Linus', orders: 0, ordered: 0, paid: 0 },
]

/** The contract: every customer has one row, with its own orders and payments, each counted once. */
export async function reportsEachCustomer(
  pool: Pool,
  statement: string,
): Promise<{ rows: ReportRow[]; violation: string | undefined }> {
  const { rows } = await pool.query<ReportRow>(statement)
  return { rows, violation: differenceOf(rows) }
}

function differenceOf(rows: readonly ReportRow[]): string | undefined {
  for (const right of expected) {
    const found = rows.filter(({ name }) => name === right.name)
    if (found.length !== 1) return `${right.name} has ${found.length} rows`
    for (const column of ['orders', 'ordered', 'paid'] as const) {
      const value = found[0]![column]
      if (value !== right[column])
        return `${right.name}: ${column} ${value} instead of ${right[column]}`
    }
  }
  return undefined
}
