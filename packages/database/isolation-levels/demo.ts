import { concept, showRace } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  abortedRead,
  answersEverybody,
  compareWithManual,
  deleteSkipsRow,
  lostUpdate,
  matrixTable,
  phantom,
  predicateWriteSkew,
  readOnlyAnomaly,
  readSkew,
  retryOn40001,
  withdraw,
  writeSkew,
} from './src/index.ts'
import type { Cell } from './src/index.ts'
import { noOpInsertScene } from './scenes/no-op-insert-scene.ts'
import { anomalyScene, open, showCell } from './scenes/show.ts'
import type { World } from './scenes/show.ts'

const total = (cells: readonly Cell[], count: (cell: Cell) => number) =>
  cells.reduce((sum, cell) => sum + count(cell), 0)

export const demo = concept<World>(manifest, {
  open,
  scenes: [
    {
      id: 'matrix',
      title: 'Every anomaly at every level',
      async play(stage, { db }) {
        await stage.say(
          'Each cell is every order of the steps of its transactions, run on this server: in how many of them the anomaly happens, and what the level does. "also" is what the level does besides: a weaker one prevents the anomaly without it.',
        )
        const matrix = await db.matrix(stage)
        await stage.table({ title: `PostgreSQL ${db.server.version}`, ...matrixTable(matrix) })
        const cells = matrix.flat()
        const manual = compareWithManual(matrix)
        await stage.table({
          title: 'The table of the manual, beside what was seen here',
          columns: manual.columns,
          rows: manual.rows,
        })
        const serializable = cells.filter(({ level }) => level === 'serializable')
        const prevented = serializable.every(({ happens }) => happens === 0)
        await stage.verdict({
          way: 'matrix',
          claim: 'holds',
          observed: prevented && manual.agreeing === manual.cells ? 'holds' : 'breaks',
          text: 'The manual is right, and says too little: its table has no column for lost update or write skew, the two that cost money. Serializable prevents all of these.',
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
    },
    {
      id: 'read-uncommitted',
      title: 'read uncommitted is read committed',
      async play(stage, world) {
        await stage.say(abortedRead.story)
        await showCell(stage, world, abortedRead, 'read uncommitted', {
          way: 'aborted-read',
          claim: 'holds',
          play: {
            title: 'Bob reads while the deposit is there, uncommitted',
            schedule: 'alice×2 bob×3 alice',
          },
          text: 'Bob sees 100. PostgreSQL has no dirty read: a reader takes a version of the row that is committed.',
        })
        const matrix = await world.db.matrix(stage)
        const same = matrix.filter(([one, other]) => sameCells(one!, other!))
        await stage.verdict({
          way: 'read-uncommitted',
          claim: 'holds',
          observed: same.length === matrix.length ? 'holds' : 'breaks',
          text: 'The same orders, the same counts, the same waits and aborts in every row: it is another name for read committed.',
          numbers: { anomalies: matrix.length, sameAtBothLevels: same.length },
        })
      },
    },
    anomalyScene(
      lostUpdate,
      {
        level: 'read committed',
        title: "Alice writes over Bob's deposit",
        text: 'Both read 100. In some orders the second writer waits for the first, and then overwrites it all the same.',
      },
      {
        level: 'repeatable read',
        title: 'The same order: Alice may not change a row that is newer than her snapshot',
        text: 'The first to update wins, the other fails with 40001 and has to start again.',
      },
    ),
    anomalyScene(
      readSkew,
      {
        level: 'read committed',
        title: 'The transfer commits between two reads',
        text: 'Each statement has a snapshot of its own. Both numbers were true, and their sum never was.',
      },
      {
        level: 'repeatable read',
        title: 'The same order: both reads are of one snapshot',
        text: 'One snapshot for the whole transaction. Nobody waits, nobody fails.',
      },
    ),
    anomalyScene(
      writeSkew,
      {
        level: 'repeatable read',
        title: 'Both see 100, each takes 80 from its own account',
        text: 'They change different rows, so no update meets another. One snapshot each does not help: both are true, and old.',
      },
      {
        level: 'serializable',
        title: 'The same order: the server sees that each has read what the other changed',
        text: 'No serial order explains both, so one fails with 40001.',
      },
    ),
    anomalyScene(
      predicateWriteSkew,
      {
        level: 'repeatable read',
        title: 'Both sum up nothing, both spend 60',
        text: 'The row that breaks the rule does not exist when it is checked. There is nothing that `for update` could lock.',
      },
      {
        level: 'serializable',
        title: 'The same order: the sum that was read would have been another',
        text: 'The server remembers what was searched, and not only what was found.',
      },
    ),
    anomalyScene(
      readOnlyAnomaly,
      {
        level: 'repeatable read',
        title: "Carol's report comes between",
        text: 'Without Carol all is well: Bob first, then Alice. Her report shows Alice first. A transaction that writes nothing makes the difference.',
      },
      {
        level: 'serializable',
        title: 'The same order: Bob may not go on after that report',
        text: 'One of them fails with 40001. It fails more often than it must: in orders, too, that some serial order explains.',
      },
    ),
    {
      id: 'repeatable-read',
      title: 'repeatable read has no phantom, and write skew',
      async play(stage, world) {
        await stage.say(phantom.story)
        const { simplest } = await world.db.cell(phantom, 'read committed')
        await showCell(stage, world, phantom, 'repeatable read', {
          way: 'phantom',
          claim: 'holds',
          play: {
            title: 'The order that shows a phantom at read committed',
            schedule: simplest ?? '',
          },
          text: 'The standard allows a phantom here. PostgreSQL has none: this level is snapshot isolation.',
        })
        await showCell(stage, world, writeSkew, 'repeatable read', {
          way: 'write-skew',
          claim: 'breaks',
          text: 'No phantom does not mean serializable. In as many orders as at read committed, both are paid.',
        })
      },
    },
    anomalyScene(
      deleteSkipsRow,
      {
        level: 'read committed',
        title: 'Bob waits for the row that cost 20',
        text: 'After the wait Bob checks again the row that he waited for. He never looks at the row that costs 20 now.',
      },
      {
        level: 'repeatable read',
        title: 'The same order: the row has changed since the snapshot',
        text: 'Bob waits, and then fails with 40001. His next try starts from the new prices.',
      },
    ),
    {
      id: 'serializable-retry',
      title: 'serializable aborts: the retry is part of the answer',
      async play(stage, { db }) {
        await stage.say(
          'Two withdrawals of 80 from 100, at serializable. One has to be paid, the other refused.',
        )
        const once = (account: number) => withdraw(db.pool, 'serializable', account)
        const { shortest } = await showRace(stage, answersEverybody(db, once), {
          way: 'no-retry',
          claim: 'breaks',
          text: 'The money is right in every order. The customer sees a database error instead of an answer.',
        })
        await showRace(
          stage,
          answersEverybody(db, (account) => retryOn40001(() => once(account))),
          {
            way: 'retry-on-40001',
            claim: 'holds',
            play: {
              title: 'Alice starts again, and reads what is left now',
              schedule: shortest?.schedule ?? '',
            },
            text: 'The whole transaction runs again, its reads and its decision included. Sending the last statement again is not enough.',
          },
        )
      },
    },
    noOpInsertScene,
  ],
})

function sameCells({ level: _, ...one }: Cell, { level: __, ...other }: Cell): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
