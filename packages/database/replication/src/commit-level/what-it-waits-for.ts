import type { Cluster } from '../open-cluster.ts'
import { acknowledgedOrWaits, startCommit, waitsForStandby } from './started-commit.ts'
import type { Level, StartedCommit } from './started-commit.ts'

type Seen = 'acknowledged' | 'waits'

export interface LevelReport {
  level: Level
  /** While the standby receives the log and its replay is held. */
  replayHeld: Seen
  /** What the primary shows to another client at that moment. */
  primaryShows: string
  /** What the standby shows to the writer after the acknowledgement. */
  standbyShows: string
  /** While there is no standby. */
  standbyAway: Seen
}

export const levels = [
  'off',
  'local',
  'remote_write',
  'on',
  'remote_apply',
] as const satisfies readonly Level[]

const update = 'update notes set text = $2 where id = $1'

/** Commits at each level beside a standby that is late, and then beside none. */
export async function whatEachLevelWaitsFor(cluster: Cluster): Promise<LevelReport[]> {
  const reports: LevelReport[] = []
  for (const level of levels) reports.push({ level, ...(await besideLateStandby(cluster, level)) })
  await cluster.link.cut()
  const started: StartedCommit[] = []
  for (const [index, report] of reports.entries()) {
    const one = await startCommit(cluster.plain.primary, report.level, update, [index, 'alone'])
    report.standbyAway = await acknowledgedOrWaits(one, () =>
      waitsForStandby(cluster.plain.primary, one.pid),
    )
    started.push(one)
  }
  await cluster.link.restore()
  await Promise.all(started.map(({ acknowledged }) => acknowledged))
  return reports
}

/** Saves a note while the replay is held, and loads it from the standby once it is acknowledged. */
export async function besideLateStandby(
  cluster: Cluster,
  level: Level,
): Promise<Omit<LevelReport, 'level'>> {
  const { plain, replay } = cluster
  const note = levels.indexOf(level)
  await plain.primary.query(
    `insert into notes values ($1, 'old') on conflict (id) do update set text = 'old'`,
    [note],
  )
  await replay.step()
  const one = await startCommit(plain.primary, level, update, [note, 'new'])
  const replayHeld = await acknowledgedOrWaits(one, () => isLeftWaiting(cluster, one.pid))
  const shows = async (node: keyof typeof plain) =>
    (await plain[node].query('select text from notes where id = $1', [note])).rows[0].text
  const primaryShows = await shows('primary')
  if (replayHeld === 'waits') await replay.goOn()
  await one.acknowledged
  const standbyShows = await shows('standby')
  await replay.goOn()
  return { replayHeld, primaryShows, standbyShows, standbyAway: 'waits' }
}

/**
 * Whether it still waits when the standby has confirmed later commits at level `on`, twenty times:
 * what was to be woken by them has been.
 */
async function isLeftWaiting({ plain }: Cluster, pid: number): Promise<boolean> {
  const later = await plain.primary.connect()
  await later.query('set synchronous_commit = on')
  let isWaiting = true
  for (let round = 0; round < 20 && isWaiting; round += 1) {
    await later.query(`select pg_logical_emit_message(true, 'later', '')`)
    isWaiting = await waitsForStandby(plain.primary, pid)
  }
  later.release(true)
  return isWaiting
}
