import type { Cluster } from '../open-cluster.ts'
import { until } from '../until.ts'

/** What a standby does for a report whose rows a vacuum on the primary removes. */
export const settings = {
  'cancels-report': { max_standby_streaming_delay: '0', hot_standby_feedback: 'off' },
  'replay-waits': { max_standby_streaming_delay: '-1', hot_standby_feedback: 'off' },
  'standby-feedback': { max_standby_streaming_delay: '0', hot_standby_feedback: 'on' },
} as const

export type Setting = keyof typeof settings

export interface LongReport {
  /** Both counts of the report, or the message with which the server ended it. */
  report: string
  /** Dead rows that the vacuum had to leave on the primary. */
  deadRows: number
  /** Whether the standby shows another client a note that is saved while the report runs. */
  othersRead: 'the new note' | 'the past'
}

/**
 * A report counts ten notes on the standby, twice in one snapshot; meanwhile the primary deletes and
 * vacuums them, and a note is saved.
 */
export async function countTwice(cluster: Cluster, setting: Setting): Promise<LongReport> {
  const { plain, standby } = cluster
  const { primary } = plain
  await configure(cluster, setting)
  await primary.query(
    `truncate notes; insert into notes select n, '' from generate_series(1, 10) n`,
  )
  await standby.caughtUp()
  const report = await plain.standby.connect()
  let ended: string | undefined
  report.on('error', ({ message }) => (ended ??= message))
  await report.query('begin isolation level repeatable read')
  const first = await countNotes(report)
  if (setting === 'standby-feedback') await hearsOfReport(cluster)
  await primary.query('delete from notes')
  const deadRows = await vacuum(cluster)
  await primary.query(`insert into notes values (11, 'new')`)
  if (setting === 'replay-waits') await replayWaits(cluster)
  else await standby.caughtUp()
  const othersRead = (await countNotes(plain.standby)) === 1 ? 'the new note' : 'the past'
  const second = await countNotes(report).catch(({ message }: Error) => ended ?? message)
  report.release(true)
  await standby.caughtUp()
  await reset(cluster)
  return { report: `${first}, ${second}`, deadRows, othersRead }
}

interface Queryable {
  query(text: string): Promise<{ rows: { notes: number }[] }>
}

const countNotes = async (node: Queryable) =>
  (await node.query('select count(*)::int as notes from notes')).rows[0]!.notes

/** Keeps the table's file, so that only its rows are removed; returns how many stay for a report. */
async function vacuum({ plain }: Cluster): Promise<number> {
  const client = await plain.primary.connect()
  let said = ''
  client.on('notice', ({ message = '' }) => void (said += message))
  await client.query('vacuum (verbose, truncate false) notes')
  client.release(true)
  return Number(/(\d+) are dead but not yet removable/.exec(said)![1])
}

const hearsOfReport = ({ plain }: Cluster) =>
  until('the primary hears of the report', async () => {
    const heard = 'select from pg_stat_replication where backend_xmin is not null'
    return (await plain.primary.query(heard)).rowCount === 1
  })

const replayWaits = ({ plain }: Cluster) =>
  until('the replay waits for the report', async () => {
    const waits = `select from pg_stat_activity where wait_event = 'RecoveryConflictSnapshot'`
    return (await plain.standby.query(waits)).rowCount === 1
  })

async function configure({ plain }: Cluster, setting: Setting): Promise<void> {
  for (const [name, value] of Object.entries(settings[setting]))
    await plain.standby.query(`alter system set ${name} = '${value}'`)
  await plain.standby.query('select pg_reload_conf()')
  await until('the standby is configured', async () => {
    const { rows } = await plain.standby.query('select name, setting from pg_settings')
    const now = Object.fromEntries(rows.map((row) => [row.name, row.setting]))
    return Object.entries(settings[setting]).every(([name, value]) => now[name] === value)
  })
}

/** The next vacuum must not wait for a report of before. */
async function reset({ plain }: Cluster): Promise<void> {
  await plain.standby.query('alter system reset max_standby_streaming_delay')
  await plain.standby.query('alter system reset hot_standby_feedback')
  await plain.standby.query('select pg_reload_conf()')
  await until('the primary waits for no report', async () => {
    const heard = 'select from pg_stat_replication where backend_xmin is not null'
    return (await plain.primary.query(heard)).rowCount === 0
  })
}
