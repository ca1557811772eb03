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
      // Each run but the last is taken back, as a second one would find nothing left to change. The first
      // reads what is stored about the table and its indexes.
      await client.query('savepoint before')
      await client.query(statement, [...values])
      const runs: Changed[] = []
      while (runs.length < 3) {
        await client.query('rollback to before')
        runs.push(await explainChange(client, statement, values))
      }
      const [{ changed }] = runs as [Changed]
      cost.statements += 1
      cost.rows += changed
      cost.changed += changed
      // A page that the server is writing just then is not cleaned up, and costs one more.
      cost.blocks += Math.min(...runs.map(({ blocks }) => blocks))
    },
  }
}

type Changed = Pick<Cost, 'changed' | 'blocks'>

/** `explain` of the stage runs a statement twice; this once. */
async function explainChange(
  client: Client,
  statement: string,
  values: readonly unknown[],
): Promise<Changed> {
  const { rows } = await client.query(`explain (analyze, buffers, format json) ${statement}`, [
    ...values,
  ])
  const [{ Plan: plan }] = rows[0]['QUERY PLAN']
  return {
    changed: plan.Plans[0]['Actual Rows'],
    blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  }
}
