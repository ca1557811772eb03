import type { Cell } from './measure-cell.ts'

/**
 * How a level acts on an anomaly's transactions, as seen in its orders.
 *
 * - `waits`: in some order a transaction waits for another one
 * - `aborts 40001`: in some order the server ends a transaction; 40P01 is the victim of a deadlock
 * - `snapshot`: no transaction fails in any order, and one of them reads: what it reads keeps it right
 */
export function mechanismsOf(cell: Cell): string[] {
  const aborts = Object.keys(cell.aborts).sort()
  return [
    ...(cell.waits > 0 ? ['waits'] : []),
    ...(cell.reads && aborts.length === 0 ? ['snapshot'] : []),
    ...aborts.map((code) => `aborts ${code}`),
  ]
}

/**
 * Tells how the level prevents the anomaly from what it does besides: what is not there at the
 * weakest level that prevents it is not needed for that.
 *
 * @param row The cells of one anomaly, weakest level first.
 */
export function howPrevented(row: readonly Cell[], cell: Cell): { by: string[]; also: string[] } {
  const weakest = row.find(({ happens }) => happens === 0) ?? cell
  const by = mechanismsOf(weakest)
  return { by, also: mechanismsOf(cell).filter((mechanism) => !by.includes(mechanism)) }
}
