import type { Nodes } from './nodes.ts'
import { until } from './until.ts'

/** Holds the replay of a standby and lets it go on; both return when it is so. */
export function createReplay({ primary, standby }: Nodes) {
  const ask = async (text: string, values: unknown[] = []) =>
    (await standby.query<{ so: boolean }>(text, values)).rows[0]!.so
  return {
    async hold(): Promise<void> {
      // The call is a request: the replay may be in the middle of a record.
      await until('the replay is held', () =>
        ask(`select pg_get_wal_replay_pause_state() = 'paused' as so from pg_wal_replay_pause()`),
      )
    },
    /** Replays all that is committed on the primary by now. */
    async goOn(): Promise<void> {
      const { rows } = await primary.query(
        `select pg_logical_emit_message(false, 'replayed?', '', true) as position`,
      )
      await standby.query('select pg_wal_replay_resume()')
      await until('the standby has replayed all', () =>
        ask('select pg_last_wal_replay_lsn() >= $1::pg_lsn as so', [rows[0].position]),
      )
    },
    /** Replays what the standby has received, and asks no primary. */
    async goOnAlone(): Promise<void> {
      await standby.query('select pg_wal_replay_resume()')
      await until('the standby has replayed what it has', () =>
        ask('select pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn() as so'),
      )
    },
  }
}
