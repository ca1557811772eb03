import { comparison, concept } from '@lab/stage'
import type { ComparedWay } from '@lab/stage'
import manifest from './package.json' with { type: 'json' }
import { anomalyScene } from './scenes/anomaly-scene.ts'
import {
  readUncommittedScene,
  repeatableReadScene,
  serializableRetryScene,
} from './scenes/level-scenes.ts'
import { matrixScene } from './scenes/matrix-scene.ts'
import { openWorld } from './scenes/open-world.ts'
import type { World } from './scenes/open-world.ts'
import {
  deleteSkipsRow,
  levels,
  lostUpdate,
  predicateWriteSkew,
  readOnlyAnomaly,
  readSkew,
  writeSkew,
} from './src/index.ts'
import type { Level } from './src/index.ts'

const prices: Record<Level, string> = {
  'read uncommitted': 'only a name',
  'read committed': 'locks by hand',
  'repeatable read': 'retry on 40001',
  serializable: 'more retries',
}

export const demo = concept<World>(manifest, {
  open: openWorld,
  headline: ['lost-update', 'write-skew', 'ways-compared'],
  scenes: [
    anomalyScene(
      lostUpdate,
      {
        level: 'read committed',
        title: 'Alice overwrites the deposit of Bob',
        text: 'Both read 100. In some orders the second writer waits for the first, and then overwrites it all the same.',
      },
      {
        level: 'repeatable read',
        text: 'First updater wins. The other transaction fails with 40001 and has to start again, so no order loses a deposit.',
      },
    ),
    anomalyScene(
      writeSkew,
      {
        level: 'repeatable read',
        title: 'Both see 100, and each takes 80 from its own account',
        text: 'The two change different rows, so no update meets another. Both snapshots are true, and both are old.',
      },
      {
        level: 'serializable',
        text: 'Each has read what the other one changed, and no serial order explains that. The server aborts one with 40001.',
      },
    ),
    anomalyScene(
      readSkew,
      {
        level: 'read committed',
        title: 'The transfer commits between two reads',
        text: 'Each statement has a snapshot of its own. Both numbers were true, but never at the same time.',
      },
      {
        level: 'repeatable read',
        title: 'The same order: both reads are from one snapshot',
        text: 'The transaction has one snapshot. No transaction waits and none fails.',
      },
    ),
    anomalyScene(
      predicateWriteSkew,
      {
        level: 'repeatable read',
        title: 'Both sum up nothing, and both spend 60',
        text: 'The row that breaks the rule does not exist when the rule is checked, so `for update` has nothing to lock.',
      },
      {
        level: 'serializable',
        title: 'The same order: the sum that Alice has read is no longer true',
        text: 'The server remembers what was searched, and not only what was found.',
      },
    ),
    anomalyScene(
      readOnlyAnomaly,
      {
        level: 'repeatable read',
        title: 'The report of Carol comes in between',
        text: 'Without Carol a serial order exists: Bob, then Alice. Her report shows the deposit of Alice before the withdrawal of Bob. A transaction that writes nothing makes the difference.',
      },
      {
        level: 'serializable',
        title: 'The same order: Bob fails after that report',
        text: 'One transaction fails with 40001. That happens more often than it must: also in orders that a serial order explains.',
      },
    ),
    anomalyScene(
      deleteSkipsRow,
      {
        level: 'read committed',
        title: 'Bob waits for the row that cost 20',
        text: 'After the wait the delete checks only the row that it waited for. It never looks at the row that costs 20 now.',
      },
      {
        level: 'repeatable read',
        title: 'The same order: the row has changed since the snapshot',
        text: 'Bob waits and then fails with 40001. His next try starts from the new prices.',
      },
    ),
    readUncommittedScene,
    repeatableReadScene,
    serializableRetryScene,
    matrixScene,
    comparison<World>({
      promise: 'no lost update, read skew or write skew',
      best: 'serializable',
      answer:
        'Say: "PostgreSQL has three levels under four names. Read committed, the default, takes a snapshot for each statement, so a read, a computation and a write lose updates. Repeatable read keeps one snapshot and fails the second writer of a row, but two transactions can still read the same rows and write different ones: write skew. Serializable aborts one of those. I use it for rules over several rows, and run the whole transaction again on 40001."',
      ways: compareLevels,
    }),
  ],
})

/** In how many orders each of three anomalies happens, at each level. */
async function compareLevels({ db }: World): Promise<ComparedWay[]> {
  const compared: ComparedWay[] = []
  for (const level of levels) {
    let broken = 0
    const counts: Record<string, string> = {}
    for (const anomaly of [lostUpdate, readSkew, writeSkew]) {
      const { happens, orders } = await db.cell(anomaly, level)
      broken += happens
      counts[anomaly.id.replace('-', ' ')] = `${happens} of ${orders}`
    }
    compared.push({
      way: level.replace(' ', '-'),
      claim: level === 'serializable' ? 'holds' : 'breaks',
      observed: broken > 0 ? 'breaks' : 'holds',
      counts,
      price: prices[level],
    })
  }
  return compared
}
