import { anomalies } from './anomalies.ts'
import type { Anomaly } from './anomaly.ts'
import { levels } from './levels.ts'
import type { Level } from './levels.ts'
import type { Cell } from './measure-cell.ts'
import { howPrevented } from './mechanisms.ts'

/** The cells of one anomaly, weakest level first. */
export type Matrix = readonly (readonly Cell[])[]

/**
 * Measures every anomaly at every level.
 *
 * @param measure Measures one cell.
 * @param onCell Is told before each cell how many are measured.
 */
export async function measureMatrix(
  measure: (anomaly: Anomaly, level: Level) => Promise<Cell>,
  onCell: (done: number, total: number) => void = () => {},
): Promise<Matrix> {
  const total = anomalies.length * levels.length
  const matrix: Cell[][] = []
  for (const anomaly of anomalies) {
    const row: Cell[] = []
    for (const level of levels) {
      onCell(matrix.length * levels.length + row.length, total)
      row.push(await measure(anomaly, level))
    }
    matrix.push(row)
  }
  return matrix
}

/** Writes one cell: whether the anomaly happens, in how many orders, and what the level does. */
export function cellText(row: readonly Cell[], cell: Cell): string {
  const bound = cell.exhaustive ? '' : ` (those with at most ${cell.preemptions} preemption)`
  const orders = `${count(cell.happens)} of ${count(cell.orders)}${bound}`
  if (cell.happens > 0) return `can occur: ${orders}`
  const { by, also } = howPrevented(row, cell)
  const besides = also.length > 0 ? `; also ${also.join(', ')}` : ''
  return `prevented: ${orders}, ${by.join(' and ')}${besides}`
}

function count(orders: number): string {
  return orders.toLocaleString('en-US')
}

/** The matrix as a table of a demo. */
export function matrixTable(matrix: Matrix): { columns: string[]; rows: string[][] } {
  return {
    columns: ['anomaly', ...levels],
    rows: matrix.map((row, index) => {
      const { code, name } = anomalies[index]!
      return [`${name} (${code})`, ...row.map((cell) => cellText(row, cell))]
    }),
  }
}
