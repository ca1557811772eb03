import type { Exploration, Race } from '@lab/conductor'
import { concept } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import {
  abortedRead,
  answersEverybody,
  compareWithManual,
  conflictUpdate,
  deleteSkipsRow,
  keepsSomebodyOnCall,
  leaveIfCovered,
  lostUpdate,
  matrixTable,
  measureCell,
  measureMatrix,
  merge,
  noOpInsert,
  noOpUpdate,
  openDatabase,
  phantom,
  predicateWriteSkew,
  raceAt,
  readFirst,
  readOnlyAnomaly,
  readSkew,
  retryOn40001,
  rowLock,
  withdraw,
  writeSkew,
} from './src/index.ts'
import type { Anomaly, Cell, Leave, Level } from './src/index.ts'

async function open() {
  const db = await openDatabase()
  // Two scenes may ask for the same cell; it is measured once.
  const measured = new Map<string, Cell>()
  const cell = async (anomaly: Anomaly, level: Level) => {
    const key = `${anomaly.id} at ${level}`
    const known = measured.get(key) ?? (await measureCell(anomaly, level, db))
    measured.set(key, known)
    return known
  }
  const matrix = (stage: Stage) =>
    measureMatrix(cell, (done, total) => stage.progress({ text: 'measuring the cells', done, total }))
  return { db: Object.assign(db, { cell, matrix }) }
}

type World = Awaited<ReturnType<typeof open>>

interface Shown {
  way: string
  claim: Claim
  /** What to play; without a schedule the simplest order that breaks. */
  play?: { title: string; schedule?: string }
  text: string
}

/** Plays one order of an anomaly at a level, and says what all orders showed. */
async function showCell(
  stage: Stage,
  { db }: World,
  anomaly: Anomaly,
  level: Level,
  { way, claim, play, text }: Shown,
): Promise<Cell> {
  const cell = await db.cell(anomaly, level)
  if (play) {
    const race = raceAt(anomaly, level, db)
    await stage.play(play.title, await race.replay(play.schedule ?? cell.simplest ?? ''))
  }
  await stage.verdict({
    way,
    claim,
    observed: cell.happens > 0 ? 'breaks' : 'holds',
    text,
    numbers: { orders: cell.orders, broken: cell.happens, waiting: cell.waits, aborted: cell.aborted },
  })
  return cell
}

/** Explores every order of a race, plays one, and says how many break. */
async function showRace(stage: Stage, race: Race, { way, claim, play, text }: Shown): Promise<Exploration> {
  const found = await race.explore()
  if (play) {
    await stage.play(play.title, await race.replay(play.schedule ?? found.shortest?.schedule ?? ''))
  }
  await stage.verdict({
    way,
    claim,
    observed: found.violations > 0 ? 'breaks' : 'holds',
    text,
    numbers: { orders: found.schedules, broken: found.violations, waiting: found.waits },
  })
  return found
}

/** One scene for an anomaly: the simplest losing order, then the same order at the next level. */
function anomalyScene(
  anomaly: Anomaly,
  broken: { level: Level; title: string; text: string },
  right: { level: Level; title: string; text: string },
): Scene<World> {
  return {
    id: anomaly.id,
    title: `${anomaly.name} (${anomaly.code})`,
    async play(stage, world) {
      await stage.say(anomaly.story)
      const { simplest } = await showCell(stage, world, anomaly, broken.level, {
        way: broken.level.replace(' ', '-'),
        claim: 'breaks',
        play: { title: broken.title },
        text: broken.text,
      })
      await showCell(stage, world, anomaly, right.level, {
        way: right.level.replace(' ', '-'),
        claim: 'holds',
        play: { title: right.title, schedule: simplest ?? '' },
        text: right.text,
      })
    },
  }
}

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
        await stage.table({ title: 'The table of the manual, beside what was seen here', ...manual })
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
          play: { title: 'Bob reads while the deposit is there, uncommitted', schedule: 'alice×2 bob×3 alice' },
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
          play: { title: 'The order that shows a phantom at read committed', schedule: simplest ?? '' },
          text: 'The standard allows a phantom here. PostgreSQL has none: this level is snapshot isolation.',
        })
        await showCell(stage, world, writeSkew, 'repeatable read', {
          way: 'write-skew',
          claim: 'breaks',
          text: 'No phantom does not mean serializable. In as many orders as at read committed, both are paid.',
        })
      },
    },
    {
      id: 'delete-skips-row',
      title: 'A delete that skips its row',
      async play(stage, world) {
        await stage.say(deleteSkipsRow.story)
        await showCell(stage, world, deleteSkipsRow, 'read committed', {
          way: 'read-committed',
          claim: 'breaks',
          play: { title: 'Bob waits for the row that cost 20' },
          text: 'After the wait Bob checks again the row that he waited for. He never looks at the row that costs 20 now.',
        })
      },
    },
    {
      id: 'serializable-retry',
      title: 'serializable aborts: the retry is part of the answer',
      async play(stage, { db }) {
        await stage.say('Two withdrawals of 80 from 100, at serializable. One has to be paid, the other refused.')
        const once = (account: number) => withdraw(db.pool, 'serializable', account)
        const { shortest } = await showRace(stage, answersEverybody(db, once), {
          way: 'no-retry',
          claim: 'breaks',
          text: 'The money is right in every order. The customer sees a database error instead of an answer.',
        })
        await showRace(stage, answersEverybody(db, (account) => retryOn40001(() => once(account))), {
          way: 'retry-on-40001',
          claim: 'holds',
          play: { title: 'Alice starts again, and reads what is left now', schedule: shortest?.schedule ?? '' },
          text: 'The whole transaction runs again, its reads and its decision included. Sending the last statement again is not enough.',
        })
      },
    },
    {
      id: 'no-op-insert',
      title: 'The hole: an insert that does nothing',
      async play(stage, { db }) {
        const race = (alice: Leave, bob: Leave = leaveIfCovered) =>
          keepsSomebodyOnCall(db, 'serializable', { alice, bob })
        await stage.say(
          'Alice and Bob are on call. Alice puts Bob on the list if he is not on it, and leaves. Bob leaves if Alice is on the list. One after the other, somebody stays. All of this is serializable.',
        )
        await showRace(stage, race(noOpInsert), {
          way: 'no-op-insert',
          claim: 'breaks',
          play: { title: 'Both commit, and nobody is on call' },
          text: 'Three statements, none waits, none fails, and no serial order explains it. The insert that found Bob has read his row, and the server does not remember that it did.',
        })
        await showRace(stage, race(noOpInsert, noOpInsert), {
          way: 'two-no-op-inserts',
          claim: 'breaks',
          text: 'The same with two no-op inserts.',
        })
        await showRace(stage, race(noOpUpdate), {
          way: 'no-op-update',
          claim: 'breaks',
          text: '`do update` with a condition that is not true locks the row, and forgets it all the same.',
        })
        await showRace(stage, race(readFirst), {
          way: 'read-first',
          claim: 'holds',
          play: { title: 'A select before the insert', schedule: 'alice×4 bob×3 alice' },
          text: 'The smallest mend: read the row with a select. That is remembered, and one of the two fails with 40001.',
        })
        for (const [way, leave, text] of [
          ['merge', merge, 'merge looks the row up as a select does.'],
          ['conflict-update', conflictUpdate, 'An update that really writes: the other one waits, then fails with 40001.'],
          ['row-lock', rowLock, 'Lock the row with `for key share`: whoever wants to delete it waits, and then fails.'],
        ] as const) {
          await showRace(stage, race(leave), { way, claim: 'holds', text })
        }
      },
    },
  ],
})

function sameCells({ level: _, ...one }: Cell, { level: __, ...other }: Cell): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
