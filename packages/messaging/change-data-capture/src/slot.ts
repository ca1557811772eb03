import type { Pool, PoolClient } from 'pg'

export async function createSlot(plain: Pool, slot: string): Promise<void> {
  await dropSlot(plain, slot)
  await plain.query(`select pg_create_logical_replication_slot($1, 'pgoutput')`, [slot])
}

export async function dropSlot(plain: Pool | PoolClient, slot: string): Promise<void> {
  await plain.query(
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1',
    [slot],
  )
}

export interface SlotState {
  /** Of the log, from the position where the slot would begin to read again up to now. */
  keptBytes: number | null
  restartLsn: string | null
  active: boolean
  /** `reserved`, `extended`, `unreserved` or `lost`. */
  status: string
  reason: string | null
}

/** What a monitor asks for. */
export async function slotState(plain: Pool, slot: string): Promise<SlotState> {
  const { rows } = await plain.query(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::int as "keptBytes",
       restart_lsn as "restartLsn", active, wal_status as status, invalidation_reason as reason
     from pg_replication_slots where slot_name = $1`,
    [slot],
  )
  return rows[0]
}
