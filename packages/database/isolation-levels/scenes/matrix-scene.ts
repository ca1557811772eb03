import type { Scene } from '@lab/stage'
import { compareWithManual, matrixTable } from '../src/index.ts'
import type { Cell } from '../src/index.ts'
import type { World } from './open-world.ts'

const total = (cells: readonly Cell[], count: (cell: Cell) => number) =>
  cells.reduce((sum, cell) => sum + count(cell), 0)

export const matrixScene: Scene<World> = {
  id: 'matrix',
  title: 'Every anomaly at every level',
  async play(stage, { db }) {
    await stage.say(
      'A cell covers every order of the statements of its transactions, run on this server. It says in how many orders the anomaly happens, and what the level does. "also" stands before what the level does besides: a weaker level prevents the anomaly without it.',
    )
    const matrix = await db.matrix(stage)
    await stage.table({ title: `PostgreSQL ${db.server.version}`, ...matrixTable(matrix) })
    const cells = matrix.flat()
    const manual = compareWithManual(matrix)
    await stage.table({
      title: 'The table of the manual, beside what this run has seen',
      columns: manual.columns,
      rows: manual.rows,
    })
    const serializable = cells.filter(({ level }) => level === 'serializable')
    const prevented = serializable.every(({ happens }) => happens === 0)
    await stage.verdict({
      way: 'matrix',
      promise: 'serializable prevents all 13, and the manual is right',
      claim: 'holds',
      observed: prevented && manual.agreeing === manual.cells ? 'holds' : 'breaks',
      text: 'All 16 cells of the manual are right. But its table has no column for lost update and write skew, the two that cost money.',
      numbers: {
        cells: cells.length,
        canOccur: cells.filter(({ happens }) => happens > 0).length,
        prevented: cells.filter(({ happens }) => happens === 0).length,
        orders: total(cells, ({ orders }) => orders),
        cellsOfTheManual: manual.cells,
        agreeing: manual.agreeing,
      },
    })
  },
}
