import type { Pool } from 'pg'
import { until, within } from '../until.ts'

/** What `synchronous_commit` can be. */
export type Level = 'off' | 'local' | 'remote_write' | 'on' | 'remote_apply'

export interface StartedCommit {
  pid: number
  /** Ends when the client is told that the statement is done, with the server's warnings. */
  acknowledged: Promise<string[]>
}

/** Sends one statement at a level, and does not wait for its commit. */
export async function startCommit(
  pool: Pool,
  level: Level,
  text: string,
  values: unknown[],
): Promise<StartedCommit> {
  const client = await pool.connect()
  const warnings: string[] = []
  const note = ({ message = '' }: { message?: string | undefined }) => void warnings.push(message)
  client.on('notice', note)
  await client.query(`set synchronous_commit = ${level}`)
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const acknowledged = within('the commit is acknowledged', client.query(text, values))
    .then(() => warnings)
    .finally(() => {
      client.off('notice', note)
      client.release(true)
    })
  // A crash of the server ends it, also where the caller has stopped listening.
  acknowledged.catch(() => {})
  return { pid: rows[0].pid, acknowledged }
}

/** Says what comes first: the acknowledgement, or `isWaiting`, which is asked again and again. */
export async function acknowledgedOrWaits(
  { acknowledged }: StartedCommit,
  isWaiting: () => Promise<boolean>,
): Promise<'acknowledged' | 'waits'> {
  let seen: 'acknowledged' | 'waits' | undefined
  void acknowledged.then(
    () => (seen ??= 'acknowledged'),
    () => {},
  )
  await until('the commit is acknowledged or waits', async () => {
    if (seen === undefined && (await isWaiting())) seen = 'waits'
    return seen !== undefined
  })
  return seen!
}

/** Whether this server process waits for a standby right now. */
export async function waitsForStandby(pool: Pool, pid: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from pg_stat_activity where pid = $1 and wait_event = 'SyncRep'`,
    [pid],
  )
  return rowCount === 1
}
