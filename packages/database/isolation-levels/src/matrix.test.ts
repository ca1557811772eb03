import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareWithManual } from './compare-with-manual.ts'
import { levels } from './levels.ts'
import type { Level } from './levels.ts'
import { matrixTable, measureMatrix } from './matrix.ts'
import type { Matrix } from './matrix.ts'
import { measureCell } from './measure-cell.ts'
import { openDatabase } from './open-database.ts'
import type { Database } from './open-database.ts'

let db: Database
let matrix: Matrix
beforeAll(async () => {
  db = await openDatabase()
  matrix = await measureMatrix((anomaly, level) => measureCell(anomaly, level, db))
})
afterAll(() => db[Symbol.asyncDispose]())

// Hermitage by Martin Kleppmann and contributors, CC BY 4.0: the table of its README, and two tests
// of its postgres.md that the table has no column for. Run by hand on PostgreSQL 9.3.
const hermitage: Record<string, Partial<Record<Level, 'prevents' | 'can occur'>>> = {
  'dirty-write': {
    'read committed': 'prevents',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'aborted-read': {
    'read committed': 'prevents',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'intermediate-read': {
    'read committed': 'prevents',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'circular-information-flow': {
    'read committed': 'prevents',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'observed-transaction-vanishes': {
    'read committed': 'prevents',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  phantom: {
    'read committed': 'can occur',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'lost-update': {
    'read committed': 'can occur',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'read-skew': {
    'read committed': 'can occur',
    'repeatable read': 'prevents',
    serializable: 'prevents',
  },
  'write-skew': {
    'read committed': 'can occur',
    'repeatable read': 'can occur',
    serializable: 'prevents',
  },
  'predicate-write-skew': {
    'read committed': 'can occur',
    'repeatable read': 'can occur',
    serializable: 'prevents',
  },
  'delete-skips-row': { 'read committed': 'can occur', 'repeatable read': 'prevents' },
  'read-only-anomaly': { serializable: 'prevents' },
}

/** Where this server shows something else than Hermitage says, and why. There is no such cell. */
const differences: {
  anomaly: string
  level: Level
  here: 'prevents' | 'can occur'
  reason: string
}[] = []

describe('the matrix', () => {
  it('differs from the results that Hermitage publishes in no other cell than those named here', () => {
    const cells = matrix.flat().flatMap(({ anomaly, level, happens }) => {
      const published = hermitage[anomaly]?.[level]
      return published === undefined
        ? []
        : [
            {
              anomaly,
              level,
              here: happens > 0 ? ('can occur' as const) : ('prevents' as const),
              published,
            },
          ]
    })
    expect(cells).toHaveLength(33)
    expect(
      cells
        .filter(({ here, published }) => here !== published)
        .map(({ anomaly, level, here }) => ({ anomaly, level, here })),
    ).toEqual(differences.map(({ reason: _, ...difference }) => difference))
  })

  it('agrees with the table of the manual in all 16 cells', () => {
    expect(compareWithManual(matrix)).toMatchObject({ cells: 16, agreeing: 16 })
  })

  it('shows the same at read uncommitted as at read committed, in every count', () => {
    const without = (at: number) => matrix.map((row) => ({ ...row[at]!, level: undefined }))
    expect(levels.slice(0, 2)).toEqual(['read uncommitted', 'read committed'])
    expect(without(0)).toEqual(without(1))
  })

  it('covers every order, but for three actors at serializable that change two rows each', () => {
    const bounded = matrix.flat().filter(({ exhaustive }) => !exhaustive)
    expect(bounded.map(({ anomaly, level, preemptions }) => [anomaly, level, preemptions])).toEqual(
      [['observed-transaction-vanishes', 'serializable', 1]],
    )
  })

  it('says in each cell in how many orders the anomaly happens, and what the level does', () => {
    expect(matrixTable(matrix).rows.map(([name, _, ...cells]) => [name, ...cells])).toEqual([
      [
        'dirty write (G0)',
        'prevented: 0 of 24, waits',
        'prevented: 0 of 24, waits; also aborts 40001',
        'prevented: 0 of 24, waits; also aborts 40001',
      ],
      [
        'aborted read (G1a)',
        'prevented: 0 of 20, snapshot',
        'prevented: 0 of 20, snapshot',
        'prevented: 0 of 20, snapshot',
      ],
      [
        'intermediate read (G1b)',
        'prevented: 0 of 35, snapshot',
        'prevented: 0 of 35, snapshot',
        'prevented: 0 of 35, snapshot',
      ],
      [
        'circular information flow (G1c)',
        'prevented: 0 of 70, snapshot',
        'prevented: 0 of 70, snapshot',
        'prevented: 0 of 70, snapshot; also aborts 40001',
      ],
      [
        'observed transaction vanishes (OTV)',
        'prevented: 0 of 11,880, waits and snapshot',
        'prevented: 0 of 9,570, waits and snapshot; also aborts 40001',
        'prevented: 0 of 64 (those with at most 1 preemption), waits and snapshot; also aborts 40001',
      ],
      [
        'nonrepeatable read (P2)',
        'can occur: 6 of 35',
        'prevented: 0 of 35, snapshot',
        'prevented: 0 of 35, snapshot',
      ],
      [
        'phantom (PMP)',
        'can occur: 6 of 35',
        'prevented: 0 of 35, snapshot',
        'prevented: 0 of 35, snapshot',
      ],
      [
        'delete skips a row (PMP, for a write)',
        'can occur: 3 of 14',
        'prevented: 0 of 14, waits and aborts 40001',
        'prevented: 0 of 14, waits and aborts 40001',
      ],
      [
        'lost update (P4)',
        'can occur: 40 of 50',
        'prevented: 0 of 50, waits and aborts 40001',
        'prevented: 0 of 50, waits and aborts 40001',
      ],
      [
        'read skew (G-single)',
        'can occur: 10 of 70',
        'prevented: 0 of 70, snapshot',
        'prevented: 0 of 70, snapshot',
      ],
      [
        'write skew on items (G2-item)',
        'can occur: 60 of 70',
        'can occur: 60 of 70',
        'prevented: 0 of 70, aborts 40001',
      ],
      [
        'write skew on a predicate (G2)',
        'can occur: 60 of 70',
        'can occur: 60 of 70',
        'prevented: 0 of 70, aborts 40001',
      ],
      [
        'read-only serialization anomaly (G2, read-only)',
        'can occur: 332 of 4,200',
        'can occur: 332 of 4,200',
        'prevented: 0 of 4,522, aborts 40001',
      ],
    ])
  })
})
