import { judge, showRace } from '@lab/stage'
import type { Claim, Scene } from '@lab/stage'
import {
  advisoryLock,
  changes,
  endsWithAValidIndex,
  lockThroughPooler,
  migratesOnce,
  noLock,
  onceInterrupted,
  tableRows,
  whatItTakes,
} from '../src/index.ts'
import type { World } from './open-world.ts'

export const statementsScene: Scene<World> = {
  id: 'statements',
  title: 'What each change locks, reads and writes again',
  async play(stage, { db }) {
    await stage.say(
      `Each change is run in a transaction, on a table of ${tableRows.toLocaleString('en-US')} rows, and the server is asked for its lock, the table's file and the rows that were read. A new file counts each row twice: once to copy it, once to build the index of the primary key again.`,
    )
    const rows: (string | number)[][] = []
    const read = new Map<string, number>()
    for (const change of changes) {
      const { lock, stops, rewrites, rowsRead } = await whatItTakes(db.plain, change)
      rows.push([change.does, lock, stops, rewrites ? 'yes' : 'no', rowsRead])
      if (stops !== 'neither') read.set(change.does, rowsRead)
    }
    const columns = ['change', 'lock', 'stops', 'new file', 'rows read']
    await stage.table({ title: 'Changes of a table', columns, rows })
    const promise = 'others do not wait while every row is read'
    const ways = [
      ['check-at-once', ['a check'], 'breaks', 'One statement holds its lock while it reads.'],
      [
        'not-valid-then-validate',
        ['a check, not valid', 'validate the check'],
        'holds',
        'The first statement takes the strong lock and reads nothing. The second one, in a transaction of its own, reads everything under a lock that lets others read and write.',
      ],
    ] as const
    for (const [way, steps, claim, text] of ways) {
      const rowsRead = steps.reduce((all, step) => all + (read.get(step) ?? 0), 0)
      const violation = rowsRead > 0 ? `others wait while ${rowsRead} rows are read` : undefined
      await judge(stage, { way, promise, claim, text }, violation, { rowsRead })
    }
  },
}

export const failedMigrationScene: Scene<World> = {
  id: 'failed-migration',
  title: 'A migration fails, and is run again',
  async play(stage, { changed }) {
    await stage.say(
      'A migration makes names unique, and two customers have one name: it fails. One of them is renamed, and the deploy is started again.',
    )
    const ways: [way: string, claim: Claim, text: string][] = [
      [
        'unique-in-a-transaction',
        'holds',
        'The rollback leaves nothing behind. The price: writes wait while the index is built.',
      ],
      [
        'unique-concurrently',
        'breaks',
        'It runs in no transaction, so the failure leaves an invalid index, and the next run finds the name taken.',
      ],
      [
        'unique-if-not-exists',
        'breaks',
        'The next run finds an index of this name and does nothing. The migration counts as done, and equal names go in.',
      ],
      [
        'unique-drop-first',
        'holds',
        'The migration first drops the index that a failed run has left.',
      ],
    ]
    const db = await changed.open()
    const found = []
    for (const [way, ...said] of ways)
      found.push({ way, said, ...(await endsWithAValidIndex(db, way)) })
    await stage.table({
      title: 'A unique index, in two runs of its migration',
      columns: ['way', 'after the failure', 'second run', 'index in the end'],
      rows: found.map(({ way, left, second, index }) => [way, left, second, index]),
    })
    const promise = 'after a failure the next run ends with a valid index'
    for (const { way, said, index } of found) {
      const [claim, text] = said
      const violation = index === 'valid' ? undefined : `the index is ${index}`
      await judge(stage, { way, promise, claim, text }, violation, {})
    }
  },
}

export const twoDeploysScene: Scene<World> = {
  id: 'two-deploys',
  title: 'Two deploys migrate at once',
  async play(stage, { db }) {
    await stage.say(
      'Two instances start and run node-pg-migrate. Every order in which one of them is interrupted once.',
    )
    const promise = 'two deploys run a migration once'
    const ways = [
      [
        'no-lock',
        noLock,
        db.pool,
        'breaks',
        'Both deploys look up what has run before either has noted the migration.',
      ],
      [
        'advisory-lock',
        advisoryLock,
        db.pool,
        'holds',
        'The second deploy waits, and looks up what has run when the first one is done.',
      ],
      [
        'lock-through-pooler',
        lockThroughPooler,
        db.oneSession,
        'breaks',
        'A session may take its advisory lock again. The pooler lends both deploys one session, and both get the lock.',
      ],
    ] as const
    for (const [way, deploy, pool, claim, text] of ways) {
      const race = migratesOnce(pool, db, deploy)
      await showRace(stage, race, { way, promise, claim, text, explore: onceInterrupted })
    }
  },
}
