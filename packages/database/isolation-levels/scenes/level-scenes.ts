import { showRace } from '@lab/stage'
import type { Scene } from '@lab/stage'
import {
  abortedRead,
  answersEachCustomer,
  lostUpdate,
  phantom,
  retryOn40001,
  withdraw,
  writeSkew,
} from '../src/index.ts'
import type { Cell } from '../src/index.ts'
import { showCell } from './anomaly-scene.ts'
import type { World } from './open-world.ts'

export const readUncommittedScene: Scene<World> = {
  id: 'read-uncommitted',
  title: 'read uncommitted is read committed',
  async play(stage, world) {
    await stage.say(abortedRead.story)
    await showCell(stage, world, abortedRead, 'read uncommitted', {
      way: 'aborted-read',
      claim: 'holds',
      play: {
        title: 'Bob reads while the deposit is not committed',
        schedule: 'alice×2 bob×3 alice',
      },
      text: 'Bob sees 100. PostgreSQL has no dirty read: a reader takes the last committed version of the row.',
    })
    const matrix = await world.db.matrix(stage)
    const same = matrix.filter(([one, other]) => sameCells(one!, other!))
    await stage.verdict({
      way: 'read-uncommitted',
      promise: 'all 13 rows equal those of read committed',
      claim: 'holds',
      observed: same.length === matrix.length ? 'holds' : 'breaks',
      text: 'The same orders, counts, waits and aborts in every row: it is another name for read committed.',
      numbers: { anomalies: matrix.length, sameAtBothLevels: same.length },
    })
  },
}

export const repeatableReadScene: Scene<World> = {
  id: 'repeatable-read',
  title: 'repeatable read has no phantom and no lost update, but write skew',
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
      text: 'The standard allows a phantom here. PostgreSQL has none, because this level is snapshot isolation.',
    })
    const lost = await world.db.cell(lostUpdate, 'read committed')
    await showCell(stage, world, lostUpdate, 'repeatable read', {
      way: 'lost-update',
      claim: 'holds',
      play: {
        title: 'The order that loses an update: the row is newer than the snapshot of Alice',
        schedule: lost.simplest ?? '',
      },
      text: 'First updater wins. Alice fails with 40001, and her next try reads 130.',
    })
    await showCell(stage, world, writeSkew, 'repeatable read', {
      way: 'write-skew',
      claim: 'breaks',
      text: 'A level without phantoms is not serializable. Both withdrawals are paid in as many orders as at read committed.',
    })
  },
}

export const serializableRetryScene: Scene<World> = {
  id: 'serializable-retry',
  title: 'serializable needs a retry',
  async play(stage, { db }) {
    await stage.say(
      'Two withdrawals of 80 from 100, at serializable. One has to be paid, the other refused.',
    )
    const promise = 'each customer gets an answer'
    const once = (account: number) => withdraw(db.pool, 'serializable', account)
    const { shortest } = await showRace(stage, answersEachCustomer(db, once), {
      way: 'no-retry',
      promise,
      claim: 'breaks',
      play: { title: 'Each has read what the other one changed, so Alice fails at her update' },
      text: 'The money is right in every order. But one customer gets a database error instead of an answer.',
    })
    await showRace(
      stage,
      answersEachCustomer(db, (account) => retryOn40001(() => once(account))),
      {
        way: 'retry-on-40001',
        promise,
        claim: 'holds',
        play: {
          title: 'Alice starts again, and reads what is left',
          schedule: shortest?.schedule ?? '',
        },
        text: 'The whole transaction runs again, with its reads and its decision. Sending the last statement again is not enough.',
      },
    )
  },
}

function sameCells({ level: _, ...one }: Cell, { level: __, ...other }: Cell): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
