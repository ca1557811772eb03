import { judge } from '@lab/stage'
import type { Scene } from '@lab/stage'
import { countTwice, whatEachCopyHas } from '../src/index.ts'
import type { World } from './open-world.ts'

const reports = [
  {
    way: 'cancels-report',
    text: 'With max_standby_streaming_delay = 0 the replay does not wait. The default waits 30 s, and then ends the report too.',
  },
  {
    way: 'replay-waits',
    text: 'With max_standby_streaming_delay = -1 the replay waits for the report, and every other read on the standby is late.',
  },
  {
    way: 'standby-feedback',
    text: 'With hot_standby_feedback = on the primary keeps the rows as if the report ran there, and its tables grow.',
  },
] as const

export const longReportScene: Scene<World> = {
  id: 'long-report',
  title: 'A long report on the standby',
  async play(stage, { cluster }) {
    await stage.say(
      'A report counts ten notes on the standby, twice in one snapshot. Meanwhile the primary deletes and vacuums them, and saves a new note.',
    )
    const found = []
    for (const { way } of reports) found.push(await countTwice(cluster, way))
    await stage.table({
      title: 'Who pays for the report',
      columns: ['way', 'the report', 'dead rows on the primary', 'others read on the standby'],
      rows: found.map(({ report, deadRows, othersRead }, index) => [
        reports[index]!.way,
        report,
        deadRows,
        othersRead,
      ]),
    })
    for (const [index, { way, text }] of reports.entries()) {
      const { report, deadRows, othersRead } = found[index]!
      const violation =
        (report === '10, 10' ? undefined : 'the standby ends the report') ??
        (deadRows > 0 ? `vacuum leaves ${deadRows} dead rows on the primary` : undefined) ??
        (othersRead === 'the past' ? 'others read the past on the standby' : undefined)
      const promise = 'a long report on the standby ends, and no other client pays for it'
      await judge(stage, { way, promise, claim: 'breaks', text }, violation, { deadRows })
    }
  },
}

export const physicalOrLogicalScene: Scene<World> = {
  id: 'physical-or-logical',
  title: 'Physical or logical',
  async play(stage, { cluster }) {
    await stage.say(
      'One primary has two copies: a standby, which replays its log, and a database that subscribes to its tables. 25006 is a read-only server, 23505 a duplicate key, 55000 a table without a key, whose updates cannot be copied.',
    )
    const { letters, insert, withColumn, byHand, update, withoutKey } =
      await whatEachCopyHas(cluster)
    const row = (what: string, of: { physical: string | number; logical: string | number }) => [
      what,
      of.physical,
      of.logical,
    ]
    await stage.table({
      title: 'What each copy has',
      columns: ['', 'physical', 'logical'],
      rows: [
        row('the primary has 2 letters', letters),
        row('an insert into the copy', insert),
        row('the primary has 3, one with a new column', withColumn),
        row('the column is added there by hand', { physical: '', logical: byHand }),
        row('an update of the copy', update),
        row('an update of a table without a key, on the primary', {
          physical: '',
          logical: withoutKey,
        }),
      ],
    })
    const promise = 'the copy has what the primary has'
    const lacks = ({ physical, logical }: { physical?: number; logical?: number }) =>
      (physical ?? logical) === 3 ? undefined : `it has ${physical ?? logical} of 3 letters`
    await judge(
      stage,
      {
        way: 'physical',
        promise,
        claim: 'holds',
        text: 'The log has all: rows, sequences, new columns. The copy takes no write (25006).',
      },
      lacks({ physical: withColumn.physical }),
      { letters: withColumn.physical },
    )
    await judge(
      stage,
      {
        way: 'logical',
        promise,
        claim: 'breaks',
        text: 'Only rows are copied. The sequence stays behind, so an insert there gets an id again (23505). The new column stays behind too, so the copy stops until it is added there by hand. The copy takes writes.',
      },
      lacks({ logical: withColumn.logical }),
      { letters: withColumn.logical },
    )
  },
}
