import { judge, showRace } from '@lab/stage'
import type { Claim, Scene, Stage } from '@lab/stage'
import {
  backfillRows,
  batchesByKey,
  batchesOfNull,
  batchRows,
  copyAtOnce,
  fillsEveryRow,
  secondPass,
  whatABackfillTakes,
} from '../src/index.ts'
import type { Backfill } from '../src/index.ts'
import type { World } from './open-world.ts'

const oneBatch = 'a write waits for one batch at most'
const sameSearch = 'the last batch is found about as fast as the first one'

const ways: [way: string, Backfill, promise: string, Claim, text: string][] = [
  [
    'copy-at-once',
    copyAtOnce,
    oneBatch,
    'breaks',
    'Each row stays locked until the last one is written and all commit. A write to any of them waits as long.',
  ],
  [
    'batches-of-null',
    batchesOfNull,
    sameSearch,
    'breaks',
    'Each search begins at the start of the table, and reads over the old versions of rows that the earlier batches have left there.',
  ],
  [
    'batches-by-key',
    batchesByKey,
    `${oneBatch}, and ${sameSearch}`,
    'holds',
    'Each search begins in the index where the batch before has ended.',
  ],
]

export const backfillScene: Scene<World> = {
  id: 'backfill',
  title: 'Fill a new column of a table in use',
  async play(stage, world) {
    await showCosts(stage, world)
    await showRaces(stage, world)
  },
}

async function showCosts(stage: Stage, { changed }: World): Promise<void> {
  const rows = backfillRows.toLocaleString('en-US')
  await stage.say(
    `A backfill copies name to full_name in ${rows} rows, ${batchRows} a batch. batches-of-null takes rows whose full_name is null; batches-by-key takes the rows after the last id. Before each commit another session counts the rows that it would have to wait for.`,
  )
  const db = await changed.open()
  const found = []
  for (const [way, backfill, ...said] of ways)
    found.push({ way, said, ...(await whatABackfillTakes(db, backfill)) })
  await stage.table({
    title: 'What each way takes',
    columns: [
      'way',
      'transactions',
      'rows locked at once',
      'blocks to find the first batch',
      'the last',
    ],
    rows: found.map(({ way, transactions, locked, blocks }) => [
      way,
      transactions,
      locked,
      blocks.at(0) ?? 'no search',
      blocks.at(-1) ?? '',
    ]),
  })
  for (const { way, said, locked, blocks } of found) {
    const [promise, claim, text] = said
    const [first = 0, last = 0] = [blocks.at(0), blocks.at(-1)]
    const violation =
      locked > batchRows
        ? `${locked} rows are locked at once`
        : last > 2 * first
          ? `to find the last batch ${last} blocks are read, and ${first} for the first`
          : undefined
    const numbers = { locked, ...(blocks.length > 0 && { first, last }) }
    await judge(stage, { way, promise, claim, text }, violation, numbers)
  }
}

async function showRaces(stage: Stage, { changed }: World): Promise<void> {
  await stage.say(
    'The backfill by key again, with two rows, one a batch. Meanwhile the old version of the service, which knows only name, renames the first customer.',
  )
  const db = await changed.open()
  const promise = 'in the end full_name is what was written last'
  await showRace(stage, fillsEveryRow(db, batchesByKey, 'add-and-copy'), {
    way: 'no-trigger',
    promise,
    claim: 'breaks',
    play: {
      title: 'The old version writes a row between its batch and the next one',
      schedule: 'backfill×6 old×3 backfill×9',
    },
    text: 'No later batch comes back to that row.',
  })
  await showRace(stage, fillsEveryRow(db, batchesByKey, 'expand-and-contract'), {
    way: 'trigger-first',
    promise,
    claim: 'holds',
    text: 'The trigger is there before the first batch, and keeps both columns equal in the write itself.',
  })
  await showRace(stage, fillsEveryRow(db, batchesByKey, 'add-and-copy', secondPass), {
    way: 'second-pass',
    promise,
    claim: 'holds',
    text: 'When the old version has gone, one more update takes each row in which the columns differ. Until then the new version reads wrong names.',
  })
}
