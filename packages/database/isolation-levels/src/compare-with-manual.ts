import { levels } from './levels.ts'
import type { Matrix } from './matrix.ts'

/** What counts as each of the manual's four phenomena, by the anomalies of the matrix. */
const phenomena = {
  'dirty read': ['aborted-read', 'intermediate-read'],
  'nonrepeatable read': ['nonrepeatable-read'],
  'phantom read': ['phantom'],
  'serialization anomaly': ['write-skew', 'predicate-write-skew', 'read-only-anomaly'],
}

const no = 'Not possible'
const yes = 'Possible'
const notInPostgres = 'Allowed, but not in PG'

/** Table 13.1 of the PostgreSQL manual, Transaction Isolation Levels, in the order of `levels`. */
const manual = [
  [notInPostgres, yes, yes, yes],
  [no, yes, yes, yes],
  [no, no, notInPostgres, yes],
  [no, no, no, no],
]

export interface Comparison {
  columns: string[]
  rows: string[][]
  cells: number
  agreeing: number
}

/** Sets the manual's table beside what was measured. */
export function compareWithManual(matrix: Matrix): Comparison {
  let agreeing = 0
  const rows = levels.map((level, at) => [
    level,
    ...Object.values(phenomena).map((ids, column) => {
      const said = manual[at]![column]!
      const cells = matrix.map((row) => row[at]!).filter(({ anomaly }) => ids.includes(anomaly))
      const seen = cells.some(({ happens }) => happens > 0)
      if (seen === (said === yes)) agreeing++
      return `${said} · ${seen ? 'seen' : 'never seen'}`
    }),
  ])
  return {
    columns: ['level', ...Object.keys(phenomena)],
    rows,
    cells: levels.length * Object.keys(phenomena).length,
    agreeing,
  }
}
