import { startCommit, waitsForStandby } from '../commit-level/started-commit.ts'
import type { Cluster } from '../open-cluster.ts'
import { until } from '../until.ts'

export interface Seen {
  /** The notes that each server shows, the standby before the second commit. */
  standby: number[]
  primary: number[]
  later: { standby: number[]; primary: number[] }
  violation: string | undefined
}

/**
 * The question: do both servers show the commits of two clients in one order? Note 1 is committed
 * at `remote_apply`. The standby has its log, and replays it when the network is cut: the primary
 * does not hear of that. Note 2 is committed at `local`, and waits for none.
 */
export async function showsOneOrder(cluster: Cluster): Promise<Seen> {
  const { plain, standby, replay, link } = cluster
  await link.restore()
  await plain.primary.query('delete from notes')
  await replay.step()
  const insert = `insert into notes values ($1, '')`
  const first = await startCommit(plain.primary, 'remote_apply', insert, [1])
  await until('note 1 is received', () => isReceived(cluster, first.pid))
  await link.cut()
  await replay.goOnAlone()
  const onStandby = await notesOf(cluster, 'standby')
  const second = await startCommit(plain.primary, 'local', insert, [2])
  await second.acknowledged
  const onPrimary = await notesOf(cluster, 'primary')
  await link.restore()
  await first.acknowledged
  await standby.caughtUp()
  const later = {
    standby: await notesOf(cluster, 'standby'),
    primary: await notesOf(cluster, 'primary'),
  }
  const isForked =
    onStandby.some((id) => !onPrimary.includes(id)) &&
    onPrimary.some((id) => !onStandby.includes(id))
  const violation = isForked
    ? `the standby shows note ${onStandby.join()} without note ${onPrimary.join()}, the primary the reverse`
    : undefined
  return { standby: onStandby, primary: onPrimary, later, violation }
}

/** Whether a commit waits, and the standby has what the primary has written to its log. */
async function isReceived({ plain }: Cluster, pid: number): Promise<boolean> {
  if (!(await waitsForStandby(plain.primary, pid))) return false
  const { rows } = await plain.primary.query('select pg_current_wal_flush_lsn() as flushed')
  const received = 'select pg_last_wal_receive_lsn() >= $1::pg_lsn as so'
  return (await plain.standby.query(received, [rows[0].flushed])).rows[0].so
}

/** Reads at repeatable read: one snapshot of that server. */
async function notesOf({ plain }: Cluster, node: 'primary' | 'standby'): Promise<number[]> {
  const client = await plain[node].connect()
  await client.query('begin isolation level repeatable read')
  const { rows } = await client.query('select id from notes order by id')
  await client.query('commit')
  client.release()
  return rows.map(({ id }) => id)
}
