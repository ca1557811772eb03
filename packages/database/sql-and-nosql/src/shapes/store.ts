import { explain } from '@lab/stage/explain'
import type { Client, QueryResultRow } from 'pg'

export interface Cost {
  statements: number
  /** Rows that the application gets or changes. */
  rows: number
  /** Those of them that are changed. */
  changed: number
  /** Blocks of 8 kB that the statements read. */
  blocks: number
}

/** Sends statements, and keeps count. */
export interface Store {
  readonly cost: Cost
  read<Row extends QueryResultRow>(statement: string, values: readonly unknown[]): Promise<Row[]>
  /** Within a transaction. */
  change(statement: string, values: readonly unknown[]): Promise<void>
}

export function countingStore(client: Client): Store {
  const cost = { statements: 0, rows: 0, changed: 0, blocks: 0 }
  return {
    cost,
    async read<Row extends QueryResultRow>(statement: string, values: readonly unknown[]) {
      const { buffers } = await explain(client, statement, values)
      const { rows } = await client.query<Row>(statement, [...values])
      cost.statements += 1
      cost.rows += rows.length
      cost.blocks += buffers
      return rows
    },
    async change(statement, values) {
      // Explained once: a second run would find nothing left to change. What is stored about the
      // table and its indexes is read before, by a run that is taken back.
      await client.query('savepoint before')
      await client.query(statement, [...values])
      await client.query('rollback to before')
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${statement}`, [
        ...values,
      ])
      const [{ Plan: plan }] = rows[0]['QUERY PLAN']
      cost.statements += 1
      const changed = plan.Plans[0]['Actual Rows']
      cost.rows += changed
      cost.changed += changed
      cost.blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
    },
  }
}
